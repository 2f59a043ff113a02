//! Finding answers: the engine and JavaScript search libraries, side by side in one browser.
//!
//! `cargo xtask bench match` builds what is needed and starts this. It makes the packs, serves the page, starts a
//! browser and prints what the page measured. Nothing here fails because something is slow.

mod catalogue;
mod chance;
mod files;
mod method;
mod pack;
mod page;
mod real;
mod report;
mod server;
mod words;

use std::{env, path::PathBuf, process::ExitCode};

use serde_json::{Value, json};

use crate::{files::Files, pack::Pack, page::Tools, report::Row};

/// The sizes that are compared.
const SIZES: [usize; 3] = [300, 3_000, 30_000];

/// So many queries are asked of each pack.
const QUERIES: usize = 600;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("✗ {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let tools = Tools::given()?;
    let data = env::var_os("KEFU_BENCH_DATA").map(PathBuf::from);
    let mut packs: Vec<Pack> = Vec::new();
    for (at, size) in SIZES.into_iter().enumerate() {
        packs.push(match &data {
            Some(folder) if at == 0 => real::pack(folder, size, QUERIES)?,
            _ => catalogue::pack(size, QUERIES),
        });
    }
    let files: Vec<Files> = packs.iter().map(Files::of).collect();
    let mut rows: Vec<Row> = Vec::new();
    let finished = page::run(&tools, &packs, &files, |pack, said| {
        let row = Row::read(said, pack)?;
        eprintln!("  {} entries: {} is measured", row.entries, row.name);
        rows.push(row);
        Ok(())
    })?;
    let method = method::method(&tools, &finished, &packs);
    if env::args().any(|word| word == "--json") {
        let rows: Vec<Value> = rows.iter().map(Row::json).collect();
        let sizes: Vec<Value> = files.iter().map(Files::told).collect();
        println!("{}", json!({ "method": method, "rows": rows, "files": sizes }));
    } else {
        for line in &method {
            println!("{line}");
        }
        println!("\n{}", report::table(&rows));
        println!("{}", report::compiled(&rows, &packs, &files));
    }
    Ok(())
}
