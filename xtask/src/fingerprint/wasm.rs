//! Making the widget small, and readable for browsers that know only the first version of WebAssembly.

use std::path::Path;

use super::hash;
use crate::{
    child,
    failure::{Failure, Outcome},
    narrate, place, setup, versions,
};

/// The four `enable` flags allow the tool to read what the compiler uses of later additions to the
/// language; the three `lowering` flags translate it back. `--all-features` in place of the former would
/// make the latter refuse their work. The module's own list of additions goes too: as long as it is there,
/// the tool believes it more than the flags of the check that follows.
const LOWERING: [&str; 16] = [
    // True of what the compiler links: nothing lies in the first kilobyte, and memory begins as zeros.
    "--low-memory-unused",
    "--zero-filled-memory",
    // Takes the branches apart and joins them anew, which leaves less for the second round.
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--llvm-memory-copy-fill-lowering",
    // Functions that are alike stand together, which helps the compression.
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// The optimised module. The work is remembered in a folder, since most builds do not change the widget.
pub fn shrink(folder: &Path, module: &[u8]) -> Outcome<Vec<u8>> {
    let key =
        hash(&[module, LOWERING.join(" ").as_bytes(), versions::BINARYEN.as_bytes()].concat());
    let done = folder.join(format!("{key}.wasm"));
    if !done.is_file() {
        let step = narrate::begin("Optimising the module with wasm-opt", "30 seconds");
        // Results of earlier builds are of no use any more.
        place::remove(folder)?;
        let (input, output) = (folder.join("input.wasm"), folder.join("output.wasm"));
        place::write(&input, module)?;
        let wasm_opt = setup::wasm_opt()?;
        child::run_quietly(
            child::program(&wasm_opt).args(LOWERING).arg(&input).arg("-o").arg(&output),
        )?;
        child::run_quietly(child::program(&wasm_opt).arg("--mvp-features").arg(&output).arg("-o").arg(folder.join("checked.wasm")))
            .map_err(|_| {
                Failure::new("the optimised widget uses WebAssembly that older browsers reject")
                    .remedy("cargo xtask dist (a plain `trunk build --release` lacks the compiler flags in xtask/src/setup/wasm_target.rs)")
            })?;
        place::write(&done, place::read_bytes(&output)?)?;
        step.done();
    }
    place::read_bytes(&done)
}
