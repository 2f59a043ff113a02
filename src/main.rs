//! The WebAssembly entry. The loader calls the exported functions of the library; nothing starts by itself.

fn main() {
    kefu_widget::start();
}
