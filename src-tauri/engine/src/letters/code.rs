//! The QR code of a payment, as squares.
use super::LetterError;
use qrcode::{EcLevel, QrCode};

/// The squares of a code, its quiet zone not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// How many on a side.
    pub side: usize,
    /// Row after row: true where it is black.
    pub dark: Vec<bool>,
}

/// The code of an EPC069-12 text: level M, as the guideline asks.
///
/// # Errors
/// A text longer than a code holds, which `epc::payload` excludes.
pub fn modules(payload: &str) -> Result<Modules, LetterError> {
    let code = QrCode::with_error_correction_level(payload.as_bytes(), EcLevel::M).map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(Modules { side: code.width(), dark: code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::epc::{LONGEST, Transfer, payload};
    use echu_core::money::Cents;

    /// What an independent reader sees on paper: eight points a square, four white squares around.
    pub fn read(modules: &Modules) -> String {
        const POINTS: usize = 8;
        let side = (modules.side + 8) * POINTS;
        let dark = |x: usize, y: usize| {
            let (column, row) = ((x / POINTS).wrapping_sub(4), (y / POINTS).wrapping_sub(4));
            column < modules.side && row < modules.side && modules.dark[row * modules.side + column]
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark(x, y) { 0 } else { 255 });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code is seen");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn another_reader_finds_the_payload_again() {
        let transfer = Transfer {
            name: "Chaudronnerie Éléonore Lefèvre",
            iban: "FR1420041010050500013M02606",
            bic: "",
            amount: Cents(420_544),
            reference: "BDQ-2026-11",
        };
        let text = payload(&transfer).unwrap();
        assert_eq!(read(&modules(&text).unwrap()), text);
        let long = payload(&Transfer { name: &"é".repeat(70), reference: &"à".repeat(140), ..transfer }).unwrap();
        assert!(long.len() > LONGEST - 4, "as long as allowed");
        assert_eq!(read(&modules(&long).unwrap()), long);
    }
}
