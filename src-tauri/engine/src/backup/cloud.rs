//! A folder of data that another program synchronises: two computers would then write one base, or an old one come back by itself.
use std::path::Path;

/// What a folder of such a program is called, or begins with.
const NAMES: [(&str, &str); 8] = [
    ("OneDrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("Mobile Documents", "iCloud Drive"),
    ("kDrive", "kDrive"),
];
/// What such a program leaves at the root of its folder.
const MARKS: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
];

/// The program that synchronises the folder, by the names of those above it and by the marks they hold.
pub(crate) fn synchronised_by(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|above| {
        let called = above.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_called = |name: &str| called == name || called.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '-', '(']));
        let by_name = NAMES.iter().find(|(name, _)| is_called(name));
        let by_mark = || MARKS.iter().find(|(mark, _)| above.join(mark).exists());
        by_name.or_else(by_mark).map(|(_, program)| *program)
    })
}

#[cfg(test)]
mod tests {
    use super::synchronised_by;
    use std::path::Path;

    #[test]
    fn a_folder_is_known_by_its_name_and_not_by_a_word_in_it() {
        let table = [
            ("/home/lea/OneDrive/Echu", Some("OneDrive")),
            ("/Users/lea/OneDrive - Menuiserie Dupré/Echu", Some("OneDrive")),
            ("/home/lea/Dropbox (Personnel)/x/y", Some("Dropbox")),
            ("/Users/lea/Library/Mobile Documents/Echu", Some("iCloud Drive")),
            ("/nulle-part/OneDriveur/Echu", None),
            ("/nulle-part/.local/share/echu", None),
        ];
        for (folder, program) in table {
            assert_eq!(synchronised_by(Path::new(folder)), program, "{folder}");
        }
    }

    #[test]
    fn a_folder_is_known_by_what_the_program_left_in_one_above() {
        let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let inside = dir.path().join("documents").join("echu");
        assert_eq!(synchronised_by(&inside), None);
        std::fs::write(dir.path().join(".nextcloudsync.log"), "").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(synchronised_by(&inside), Some("Nextcloud"));
    }
}
