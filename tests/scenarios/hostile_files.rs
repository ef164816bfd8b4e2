//! Every file that ever taught the readers something is read again: whatever it holds, it is answered or refused.
#[path = "../fuzz/readers.rs"]
mod readers;

use readers::READERS;
use std::path::Path;

#[test]
fn no_file_kept_by_the_fuzzer_stops_a_reader() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, reader) in READERS {
        let files: Vec<_> = std::fs::read_dir(corpus.join(name)).expect(name).flatten().collect();
        assert!(!files.is_empty(), "{name} has a corpus");
        for file in files {
            // Named before it is read: a panic then says which.
            println!("{}", file.path().display());
            let _ = reader(&std::fs::read(file.path()).expect("a file"));
        }
    }
}
