//! Parts of a whole, as every report writes them.

/// A part of a whole, as a fraction of 1 with four digits; of nothing, 0.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (10_000.0 * part as f64 / whole as f64).round() / 10_000.0 }
}
