//! Gives the page what it asks for, and hands on what it says.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{Arc, mpsc::Sender},
    thread,
};

/// No request that the page makes is larger.
const LARGEST: usize = 10_000_000;

/// What is served: files that were made for this run, and folders.
#[derive(Debug, Default)]
pub struct Site {
    /// Address and content.
    pub texts: Vec<(String, Vec<u8>)>,
    /// Beginning of addresses, and the folder in which the rest is looked for.
    pub folders: Vec<(String, PathBuf)>,
}

/// What the page said: the address and the content.
pub type Said = (String, String);

/// Serves until the program ends; what the page posts goes to `hear`.
///
/// # Errors
/// When there is no port to listen on.
pub fn serve(site: Site, hear: Sender<Said>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let site = Arc::new(site);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (site, hear) = (Arc::clone(&site), hear.clone());
            // A browser that goes away in the middle is no matter of ours.
            thread::spawn(move || answer(&site, &hear, &stream));
        }
    });
    Ok(address)
}

fn answer(site: &Site, hear: &Sender<Said>, mut stream: &TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        let value = header.to_ascii_lowercase().strip_prefix("content-length:").map(str::to_owned);
        length = value.and_then(|value| value.trim().parse().ok()).unwrap_or(length);
    }
    let (status, kind, body) = if method == "POST" {
        let mut said = vec![0; length.min(LARGEST)];
        reader.read_exact(&mut said)?;
        let said = String::from_utf8_lossy(&said).into_owned();
        // Nobody listens any more when the run is over.
        let _ = hear.send((address.to_owned(), said));
        ("204 No Content", "text/plain", Vec::new())
    } else if let Some(body) = site.find(address) {
        ("200 OK", kind(address), body)
    } else {
        ("404 Not Found", "text/plain", Vec::new())
    };
    // The first two make the clock of the page exact to some microseconds.
    let head = format!(
        "HTTP/1.1 {status}\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cross-Origin-Embedder-Policy: require-corp\r\nCache-Control: no-store\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

impl Site {
    fn find(&self, address: &str) -> Option<Vec<u8>> {
        let address = address.split('?').next().unwrap_or_default();
        let address = if address == "/" { "/index.html" } else { address };
        if let Some((_, text)) = self.texts.iter().find(|(known, _)| known == address) {
            return Some(text.clone());
        }
        self.folders.iter().find_map(|(beginning, folder)| {
            let rest = Path::new(address.strip_prefix(beginning.as_str())?);
            let inside = rest.components().all(|part| matches!(part, Component::Normal(_)));
            if inside { std::fs::read(folder.join(rest)).ok() } else { None }
        })
    }
}

/// The type of a file by the end of its name.
fn kind(address: &str) -> &'static str {
    let path = address.split('?').next().unwrap_or_default();
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        _ => "text/html; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn ask(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    #[test]
    fn the_page_gets_what_there_is_and_is_heard() {
        let texts = vec![("/plan.json".to_owned(), b"{}".to_vec())];
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
        let site = Site { texts, folders: vec![("/".to_owned(), here)] };
        let (hear, heard) = channel();
        let address = serve(site, hear).expect("a port");
        let get = |path: &str| ask(address, &format!("GET {path} HTTP/1.1\r\n\r\n"));
        assert!(get("/plan.json").ends_with("\r\n\r\n{}"));
        assert!(get("/").contains("importmap"));
        assert!(get("/measure.js?round=1").contains("text/javascript"));
        assert!(get("/missing.js").starts_with("HTTP/1.1 404"));
        assert!(get("/../Cargo.toml").starts_with("HTTP/1.1 404"));
        ask(address, "POST /finished HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
        assert_eq!(heard.recv(), Ok(("/finished".to_owned(), "hello".to_owned())));
    }
}
