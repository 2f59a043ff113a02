//! The program itself: what it says on the command line.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Output, Stdio};

use crate::{Folder, get};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kefu-desk"))
}

#[track_caller]
fn fails(output: &Output, told: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(told), "{said}");
}

#[test]
fn it_says_where_shop_and_human_side_are() {
    let folder = Folder::shop();
    let mut child = program()
        .arg("--dir")
        .arg(&folder.0)
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.strip_prefix("Shop: http://").and_then(|rest| rest.split_once('/')).unwrap().0;
    let said = format!("Shop: http://{address}/  Human side: http://{address}/desk\n");
    let status = get(address.parse().unwrap(), "/desk").status;
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(line, said);
    assert_eq!(status, 200);
}

#[test]
fn a_taken_port_is_told_with_the_way_out() {
    let folder = Folder::shop();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program().arg("--dir").arg(&folder.0).args(["--port", &port]).output().unwrap();
    fails(
        &output,
        &format!("port {port} is taken by another program; name a free one with --port"),
    );
}

#[test]
fn what_is_not_understood_is_told_with_the_usage() {
    for (words, told) in [
        (&[][..], "which folder?"),
        (&["--dir"], "--dir wants a value"),
        (&["--dir", ".", "--port", "eighty"], "\"eighty\" is not a port"),
        (&["--dir", ".", "--port", "65536"], "\"65536\" is not a port"),
        (&["--dri", "."], "\"--dri\" is not known here"),
    ] {
        let output = program().args(words).output().unwrap();
        fails(&output, told);
        fails(&output, "usage: kefu-desk --dir");
    }
    let output = program().args(["--dir", "no-such-folder"]).output().unwrap();
    fails(&output, "no-such-folder is not a folder; name that of the built shop with --dir");
}
