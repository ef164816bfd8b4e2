//! The PDF of a made-up invoice: one page of plain lines.
use crate::error::{Error, Result};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

/// A page that holds `lines`, from top to bottom.
///
/// # Errors
/// When the page cannot be encoded.
pub(super) fn page(lines: &[String]) -> Result<Vec<u8>> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("TL", vec![20.into()]),
        Operation::new("Td", vec![60.into(), 780.into()]),
    ];
    for line in lines {
        operations.push(Operation::new("Tj", vec![Object::string_literal(latin(line))]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    let encoded = Content { operations }.encode().map_err(unmade)?;
    let content = document.add_object(Stream::new(dictionary! {}, encoded));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(Error::io("make the PDF of the demonstration"))?;
    Ok(bytes)
}

fn unmade(error: lopdf::Error) -> Error {
    Error::Io { what: "make the PDF of the demonstration", source: std::io::Error::other(error) }
}

/// The bytes of the font's encoding; what it lacks becomes a space.
fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '€' => 0x80,
            '’' => 0x92,
            other => u8::try_from(u32::from(other)).unwrap_or(b' '),
        })
        .collect()
}
