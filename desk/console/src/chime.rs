//! A short sound for who looks elsewhere, made on the spot: nothing is fetched for it.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// How loud it is at most, where 1 is as loud as the device goes.
const LOUD: f32 = 0.12;

/// Its notes: how high in hertz, and when in seconds.
const NOTES: [(f32, f64); 2] = [(660.0, 0.0), (880.0, 0.12)];

/// How long each note takes to fade, in seconds.
const FADE: f64 = 0.25;

thread_local! {
    static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Browsers let a page sound once somebody has touched it: called when somebody does.
pub fn allow() {
    AUDIO.with_borrow_mut(|audio| {
        if audio.is_none() {
            // Where there is none, nothing sounds.
            *audio = AudioContext::new().ok();
        }
        if let Some(audio) = audio {
            let _ = audio.resume();
        }
    });
}

/// Sounds.
pub fn ring() {
    allow();
    AUDIO.with_borrow(|audio| {
        if let Some(audio) = audio {
            // An agent who hears nothing still sees it.
            let _ = play(audio);
        }
    });
}

fn play(audio: &AudioContext) -> Result<(), JsValue> {
    for (high, at) in NOTES {
        let (note, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        let begin = audio.current_time() + at;
        note.frequency().set_value(high);
        volume.gain().set_value_at_time(LOUD, begin)?;
        volume.gain().exponential_ramp_to_value_at_time(0.001, begin + FADE)?;
        note.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        note.start_with_when(begin)?;
        note.stop_with_when(begin + FADE)?;
    }
    Ok(())
}
