//! What a kept file is, by its bytes, whatever its name.

/// A kind of file that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    /// A PDF.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A photo of a telephone.
    Heic,
}

impl Media {
    /// What the bytes say; none for anything else.
    pub(crate) fn of(bytes: &[u8]) -> Option<Media> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Media::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Media::Jpeg)
        } else if is_heic(bytes) {
            Some(Media::Heic)
        } else if bytes.get(..bytes.len().min(1024)).is_some_and(|start| start.windows(5).any(|five| five == b"%PDF-")) {
            // Some programs put a few bytes before the header; readers look for it in the first kilobyte.
            Some(Media::Pdf)
        } else {
            None
        }
    }

    /// For a page that shows it.
    pub(crate) fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Heic => "image/heic",
        }
    }

    /// The end of its name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Heic => "heic",
        }
    }
}

/// An ISO container (ISO/IEC 14496-12) whose brands, the first or a compatible one, are those of HEVC pictures.
fn is_heic(bytes: &[u8]) -> bool {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return false };
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(0).min(bytes.len()).min(256);
    let Some(brands) = rest.strip_prefix(b"ftyp").and_then(|_| bytes.get(8..length)) else { return false };
    brands.chunks_exact(4).any(|brand| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\nrest"), Some(Media::Png));
        assert_eq!(Media::of(b"\xff\xd8\xff\xe0"), Some(Media::Jpeg));
        assert_eq!(Media::of(b"\xef\xbb\xbf%PDF-1.7\n"), Some(Media::Pdf), "a few bytes before the header");
        assert_eq!(Media::of(b"<svg onload=\"\">"), None, "a drawing may hold a script");
        assert_eq!(Media::of(b""), None);
    }

    #[test]
    fn a_photo_of_a_telephone_is_known_by_one_of_its_brands_and_a_film_is_not() {
        assert_eq!(Media::of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Some(Media::Heic));
        assert_eq!(Media::of(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"), Some(Media::Heic));
        assert_eq!(Media::of(b"\0\0\0\x18ftypisom\0\0\0\0isommp42"), None);
        assert_eq!(Media::of(b"\0\0\0\x14ftypisom\0\0\0\0isomheic"), None, "what follows the header is not a brand");
        assert_eq!(Media::of(b"\0\0\0\x04ftyp"), None, "a length too short to hold a brand");
    }
}
