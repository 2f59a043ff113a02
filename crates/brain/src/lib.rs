//! The engine as a WebAssembly module of its own, for a worker.
//!
//! It imports nothing and exports five functions, so that the script beside it (`public/kefu/brain.js`) is all the
//! glue there is. What is told goes through one room of bytes: the caller asks for the room, fills it, and says
//! what it is; an answer is found in the same room.

use std::cell::RefCell;

use kefu_engine::dialog::Engine;
use kefu_engine::errand;

/// Hands out memory in a fraction of the code that the standard library brings for it. Not the smallest kind, which
/// wastes much where lists are larger than a page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for so many bytes, and tells where.
#[expect(unsafe_code, reason = "a name that a host can find")]
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        *room = vec![0; bytes];
        room.as_mut_ptr()
    })
}

/// Takes what is in the room for the file of a site pack, from which it answers from now on. Tells how that could be
/// opened: 0 all of it, else the place of a sentence in the script.
#[expect(unsafe_code, reason = "a name that a host can find")]
#[unsafe(no_mangle)]
pub extern "C" fn open() -> u32 {
    let (engine, opened) = Engine::open(&ROOM.take());
    ENGINE.set(engine);
    opened as u32
}

/// Takes so many small steps towards being ready; whether some are left.
#[expect(unsafe_code, reason = "a name that a host can find")]
#[unsafe(no_mangle)]
pub extern "C" fn learn(steps: usize) -> bool {
    ENGINE.with_borrow(|engine| engine.learn(steps))
}

/// Takes what is in the room for an errand and runs it. Tells how long the answer is, which is then in the room;
/// 0 for what is no errand.
#[expect(unsafe_code, reason = "a name that a host can find")]
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    let errand = String::from_utf8(ROOM.take()).unwrap_or_default();
    let answer = ENGINE.with_borrow(|engine| errand::run(engine, &errand)).unwrap_or_default();
    let length = answer.len();
    ROOM.set(answer.into_bytes());
    length
}

/// Where the room is.
#[expect(unsafe_code, reason = "a name that a host can find")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ROOM.with_borrow(Vec::as_ptr)
}
