use super::*;
use lopdf::{Document, Object, Stream, dictionary};

/// A file of so many pages, whose size and resources are inherited, each saying its number.
fn paper(pages: u32, spoil: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for number in 0..pages {
        let content = format!("BT /F1 24 Tf 72 700 Td (page {number}) Tj ET");
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        kids.push(document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into());
    }
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    document.set_object(
        tree,
        dictionary! {
            "Type" => "Pages", "Count" => i64::from(pages), "Kids" => kids, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 300.into(), 400.into()],
        },
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    spoil(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn merged(files: &[Vec<u8>]) -> (Vec<u8>, Vec<std::result::Result<usize, Refused>>) {
    let mut made = Merged::new(Vec::new()).unwrap();
    let (mut pages, mut told, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (at, file) in files.iter().enumerate() {
        let added = made.add(file).unwrap();
        told.push(added.as_ref().map(Vec::len).map_err(|refused| *refused));
        if let Ok(added) = added {
            marks.push((format!("Pièce n° {at}"), added[0]));
            pages.extend(added);
        }
    }
    (made.finish(&pages, &marks, "Dossier", "Dupré").unwrap(), told)
}

#[test]
fn pages_of_several_files_are_read_in_order_with_what_they_inherit() {
    let (bytes, told) = merged(&[paper(2, |_| ()), paper(3, |_| ())]);
    assert_eq!(told, [Ok(2), Ok(3)]);
    let read = Document::load_mem(&bytes).unwrap();
    let texts: Vec<String> = (1..=5).map(|page| read.extract_text(&[page]).unwrap().trim().to_owned()).collect();
    assert_eq!(texts, ["page 0", "page 1", "page 0", "page 1", "page 2"]);
    for page in read.page_iter() {
        let page = read.get_dictionary(page).unwrap();
        assert_eq!(page.get(b"MediaBox").unwrap().as_array().unwrap()[2].as_i64().unwrap(), 300, "the size of the file above it");
    }
    assert_eq!(bytes, merged(&[paper(2, |_| ()), paper(3, |_| ())]).0, "the same files give the same bytes");
}

#[test]
fn a_file_that_its_pages_do_not_tell_is_left_out_and_the_others_stay() {
    let layered = paper(1, |document| document.catalog_mut().unwrap().set("OCProperties", dictionary! {}));
    let form = paper(1, |document| document.catalog_mut().unwrap().set("AcroForm", dictionary! { "XFA" => Object::string_literal("x") }));
    let (bytes, told) = merged(&[b"no pdf".to_vec(), layered, form, paper(1, |_| ())]);
    assert_eq!(told, [Err(Refused::NotRead), Err(Refused::NotPages), Err(Refused::NotPages), Ok(1)]);
    assert_eq!(Document::load_mem(&bytes).unwrap().get_pages().len(), 1);
}

#[test]
fn no_script_comes_along_and_a_tree_that_loops_ends() {
    let scripted = paper(1, |document| {
        let page = document.page_iter().next().unwrap();
        let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        document.get_dictionary_mut(page).unwrap().set("AA", dictionary! { "O" => action.clone() });
        let link = dictionary! { "Subtype" => "Link", "Rect" => vec![0.into(); 4], "A" => action, "AP" => dictionary! {} };
        document.get_dictionary_mut(page).unwrap().set("Annots", vec![Object::Dictionary(link)]);
    });
    let (bytes, told) = merged(&[scripted]);
    assert_eq!(told, [Ok(1)]);
    assert!(!bytes.windows(10).any(|part| part == b"JavaScript"), "what acts is left in the file itself");
    let looping = paper(1, |document| {
        let page = document.page_iter().next().unwrap();
        let one = document.new_object_id();
        document.set_object(one, dictionary! { "Again" => one, "Page" => page });
        document.get_dictionary_mut(page).unwrap().set("Group", one);
    });
    assert_eq!(merged(&[looping]).1, [Ok(1)]);
}
