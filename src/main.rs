//! The WebAssembly entry. The loader calls the exported functions of the library; nothing starts by itself.

/// Hands out memory in a sixth of the code that the standard library brings for it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    kefu_widget::start();
}
