//! The creditor's logo and signature, as PNG or JPEG, made into a PDF's pictures.
use super::LetterError;
use super::file::{File, Id, Stream, compressed};
use flate2::Compression;

/// Largest file taken: a logo for a letterhead needs no more.
const LARGEST_FILE: usize = 4 * 1024 * 1024;
/// Largest picture decoded, in pixels: 12 megapixels, as a telephone takes.
const MOST_PIXELS: u64 = 12_000_000;

/// A picture ready to embed.
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    colours: Stream,
    mask: Option<Stream>,
}

impl Picture {
    /// Reads a PNG or JPEG file.
    ///
    /// # Errors
    /// `Picture` for another kind of file, a broken one, or one that is too large.
    pub fn read(bytes: &[u8]) -> Result<Picture, LetterError> {
        if bytes.len() > LARGEST_FILE {
            return Err(LetterError::Picture("larger than 4 MB"));
        }
        Picture::photo(bytes)
    }

    /// Reads the photo of a paper, whatever its weight: what was kept is bounded already.
    ///
    /// # Errors
    /// As [`Picture::read`], but for its weight.
    pub fn photo(bytes: &[u8]) -> Result<Picture, LetterError> {
        if bytes.starts_with(b"\x89PNG") {
            png(bytes)
        } else if bytes.starts_with(b"\xff\xd8") {
            jpeg(bytes)
        } else {
            Err(LetterError::Picture("neither PNG nor JPEG"))
        }
    }

    /// Adds its objects to a file; gives the number of the picture.
    pub(super) fn add_to(&self, file: &mut File) -> Id {
        let Some(mask) = &self.mask else { return file.add_stream(&self.colours) };
        let mask = file.add_stream(mask);
        let entries = format!("{}/SMask {mask} 0 R", self.colours.entries);
        file.add_stream(&Stream { entries, content: self.colours.content.clone() })
    }
}

fn described(width: u32, height: u32, space: &str) -> String {
    format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8")
}

fn png(bytes: &[u8]) -> Result<Picture, LetterError> {
    const BROKEN: LetterError = LetterError::Picture("broken PNG");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| BROKEN)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(LetterError::Picture("more than 12 megapixels"));
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(BROKEN)?];
    let frame = reader.next_frame(&mut pixels).map_err(|_| BROKEN)?;
    pixels.truncate(frame.buffer_size());
    let (space, samples, alpha) = match frame.color_type {
        png::ColorType::Grayscale => ("DeviceGray", 1, false),
        png::ColorType::GrayscaleAlpha => ("DeviceGray", 2, true),
        png::ColorType::Rgb => ("DeviceRGB", 3, false),
        png::ColorType::Rgba => ("DeviceRGB", 4, true),
        png::ColorType::Indexed => return Err(BROKEN),
    };
    if !alpha {
        return Ok(Picture {
            width,
            height,
            colours: compressed(described(width, height, space), &pixels, Compression::default())?,
            mask: None,
        });
    }
    let (mut colours, mut mask) = (Vec::with_capacity(pixels.len()), Vec::with_capacity(pixels.len() / samples));
    for pixel in pixels.chunks_exact(samples) {
        if let Some((opacity, colour)) = pixel.split_last() {
            colours.extend_from_slice(colour);
            mask.push(*opacity);
        }
    }
    Ok(Picture {
        width,
        height,
        colours: compressed(described(width, height, space), &colours, Compression::default())?,
        mask: Some(compressed(described(width, height, "DeviceGray"), &mask, Compression::default())?),
    })
}

/// A JPEG file is embedded as it is; only its frame header is read.
fn jpeg(bytes: &[u8]) -> Result<Picture, LetterError> {
    const BROKEN: LetterError = LetterError::Picture("broken JPEG");
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).ok_or(BROKEN)?;
        let long = |from: usize| match bytes.get(from..from + 2) {
            Some([high, low]) => Ok(u32::from(*high) << 8 | u32::from(*low)),
            _ => Err(BROKEN),
        };
        // Frame headers: C0 to CF, but for tables (C4, C8, CC).
        if (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker) {
            let (height, width) = (long(at + 5)?, long(at + 7)?);
            let space = match bytes.get(at + 9) {
                Some(1) => "DeviceGray",
                Some(3) => "DeviceRGB",
                _ => return Err(LetterError::Picture("a JPEG in four colours cannot be used: save it in RGB")),
            };
            if width == 0 || height == 0 {
                return Err(BROKEN);
            }
            let entries = described(width, height, space) + "/Filter/DCTDecode";
            return Ok(Picture { width, height, colours: Stream { entries, content: bytes.to_vec() }, mask: None });
        }
        if bytes.get(at) != Some(&0xff) {
            return Err(BROKEN);
        }
        at += 2 + usize::try_from(long(at + 2)?).map_err(|_| BROKEN)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn a_png(colours: png::ColorType, pixel: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 3, 2);
        encoder.set_color(colours);
        encoder.write_header().unwrap().write_image_data(&pixel.repeat(6)).unwrap();
        bytes
    }

    #[test]
    fn pngs_are_read_with_their_transparency() {
        let plain = Picture::read(&a_png(png::ColorType::Rgb, &[1, 2, 3])).unwrap();
        assert_eq!((plain.width, plain.height, plain.mask.is_some()), (3, 2, false));
        let clear = Picture::read(&a_png(png::ColorType::Rgba, &[1, 2, 3, 128])).unwrap();
        let mut opacity = Vec::new();
        flate2::read::ZlibDecoder::new(clear.mask.unwrap().content.as_slice()).read_to_end(&mut opacity).unwrap();
        assert_eq!(opacity, [128; 6]);
    }

    #[test]
    fn a_jpeg_is_taken_as_it_is() {
        let header = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x40\x03rest";
        let picture = Picture::read(header).unwrap();
        assert_eq!((picture.width, picture.height), (64, 32));
        assert_eq!(picture.colours.content, header);
    }

    #[test]
    fn anything_else_is_refused_without_a_crash() {
        for bytes in [&b"GIF89a"[..], b"", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8", b"\xff\xd8\xff\xc0", b"\xff\xd8\xff\xe0\xff\xff"] {
            assert!(matches!(Picture::read(bytes), Err(LetterError::Picture(_))), "{bytes:?}");
        }
    }
}
