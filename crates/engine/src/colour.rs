//! Contrast of colours after WCAG 2.2, so that any brand colour gives readable words.

/// A colour of sRGB, each part from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// `base` to the power of 2.4, by roots, which browsers have built in: the usual function is two kilobytes.
fn power(base: f64) -> f64 {
    let (mut root, mut power) = (base, base * base);
    // The fraction 0.4 in binary: 0110 over and over.
    for place in 1..48 {
        root = root.sqrt();
        if place % 4 >= 2 {
            power *= root;
        }
    }
    power
}

/// Contrast that small text needs (WCAG 2.2, success criterion 1.4.3).
const READABLE: f64 = 4.5;

impl Colour {
    /// Reads `#0f766e`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Writes `#0f766e`.
    pub fn write(self) -> String {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
        let digits = self.0.iter().flat_map(|part| [digit(part >> 4), digit(part & 15)]);
        std::iter::once('#').chain(digits).collect()
    }

    /// Relative luminance, from 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { power((part + 0.055) / 1.055) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Contrast ratio, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Black or white, whichever is easier to read on this colour.
    pub fn text_on(self) -> Self {
        let (black, white) = (Self([0; 3]), Self([255; 3]));
        // White is what designers expect on a brand colour, so it wins wherever it is readable.
        let white_reads = self.contrast(white) >= READABLE;
        if white_reads || self.contrast(white) > self.contrast(black) { white } else { black }
    }

    /// This colour, moved towards black or white until it can be read on `surface`.
    pub fn readable_on(self, surface: Self) -> Self {
        let goal = surface.text_on();
        let mixed = (0..=20_u16).map(|step| self.mix(goal, step * 5));
        mixed.into_iter().find(|colour| colour.contrast(surface) >= READABLE).unwrap_or(goal)
    }

    fn mix(self, other: Self, percent: u16) -> Self {
        let mut parts = self.0;
        for (part, goal) in parts.iter_mut().zip(other.0) {
            let mixed = u16::from(*part) * (100 - percent) + u16::from(goal) * percent;
            *part = (mixed / 100) as u8;
        }
        Self(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((colour("#000000").contrast(colour("#ffffff")) - 21.0).abs() < 1e-9);
        assert!((colour("#777777").contrast(colour("#ffffff")) - 4.48).abs() < 0.01);
    }

    #[test]
    fn words_on_any_brand_colour_can_be_read() {
        for step in (0..256).step_by(15) {
            for other in (0..256).step_by(51) {
                let brand = Colour([step as u8, other as u8, 255 - step as u8]);
                assert!(brand.text_on().contrast(brand) >= READABLE, "{brand:?}");
                for surface in [colour("#ffffff"), colour("#17191c")] {
                    assert!(brand.readable_on(surface).contrast(surface) >= READABLE, "{brand:?}");
                }
            }
        }
    }

    #[test]
    fn the_power_is_the_usual_one() {
        for part in 0..=255 {
            let base = f64::from(part) / 255.0;
            assert!((power(base) - base.powf(2.4)).abs() < 1e-12, "{base}");
        }
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for bad in ["", "#fff", "0f766e", "#0f766g", "#0f766e00", "#日本"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
        assert_eq!(colour("#0f766e").write(), "#0f766e");
    }
}
