//! Exponential and logarithm in plain arithmetic, so that every machine and browser gets the same bits.
//! The library's own differ between platforms in the last place, and with them an answer could.

/// The nearest number between two others.
///
/// Not `clamp`, which panics over limits that are none and for that brings the formatting of such numbers, 5 KB.
pub(super) fn between(x: f32, low: f32, high: f32) -> f32 {
    x.max(low).min(high)
}

/// `exp(x)`, to about six digits; 0 far below, finite far above.
pub(super) fn exp(x: f32) -> f32 {
    let x = between(x, -80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (x + 128.0) as i32 - 128;
    let part = (x - whole as f32) * std::f32::consts::LN_2;
    // Taylor series; `part` lies between 0 and ln 2.
    let series = 1.0
        + part
            * (1.0
                + part
                    * (0.5
                        + part
                            * (1.0 / 6.0
                                + part
                                    * (1.0 / 24.0 + part * (1.0 / 120.0 + part * (1.0 / 720.0))))));
    series * f32::from_bits(((whole + 127) as u32) << 23)
}

/// `ln(x)` of a positive number, to about six digits.
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let mut whole = (bits >> 23) as i32 - 127;
    let mut part = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000);
    if part > std::f32::consts::SQRT_2 {
        part /= 2.0;
        whole += 1;
    }
    // ln(part) = 2 artanh(t), a series in t, which lies within ±0.172.
    let t = (part - 1.0) / (part + 1.0);
    let square = t * t;
    let series = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0)));
    whole as f32 * std::f32::consts::LN_2 + 2.0 * t * series
}

#[cfg(test)]
mod tests {
    use super::{exp, ln};

    #[test]
    fn they_agree_with_the_library() {
        for x in (-700..=700).map(|x| x as f32 / 10.0) {
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-5, "exp {x}");
        }
        for x in (1..10_000).map(|x| x as f32 / 77.0) {
            assert!((ln(x) - x.ln()).abs() < 2e-6 * (1.0 + x.ln().abs()), "ln {x}");
        }
    }

    #[test]
    fn they_never_leave_the_numbers() {
        for x in [f32::MIN, -1e9, 0.0, 1e9, f32::MAX] {
            assert!(exp(x).is_finite() && ln(x).is_finite(), "{x}");
        }
    }
}
