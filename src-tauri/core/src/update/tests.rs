use super::*;

const HERE: Target = Target { system: "linux", processor: "x86_64", package: Package::Deb };

fn a_file(package: &str) -> File {
    File {
        system: "linux".to_owned(),
        processor: "x86_64".to_owned(),
        package: package.to_owned(),
        bytes: 9_437_184,
        sha256: "ab".repeat(32),
        url: format!("https://echu.example/echu.{package}"),
    }
}

fn release(version: Version) -> Release {
    let notes = vec!["Les relances partent plus vite\u{a0}: deux fois.".to_owned()];
    Release { version, date: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(), notes, files: vec![a_file("rpm"), a_file("deb")] }
}

#[test]
fn versions_are_compared_as_numbers_and_a_trial_one_is_none() {
    let ordered = ["0.1.0", "0.1.9", "0.1.10", "0.2.0", "0.10.0", "1.0.0"];
    let versions: Vec<Version> = ordered.iter().map(|text| text.parse().unwrap()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
    assert_eq!(versions.iter().map(Version::to_string).collect::<Vec<_>>(), ordered);
    for text in ["", "1", "1.0", "1.0.0.0", "1.0.0-beta", "v1.0.0", "01.0.0", "+1.0.0", "1..0", "1.0.99999999999"] {
        assert_eq!(text.parse::<Version>(), Err(UpdateError::Unreadable), "{text:?}");
    }
}

#[test]
fn what_is_written_is_read_back() {
    let made = release(Version(0, 2, 0));
    let text = sealed(&write(&made), "QUJD");
    let (signed, signature) = split(&text).unwrap();
    assert_eq!((read(signed), signature), (Ok(made), "QUJD"));
    assert!(signed.ends_with(".deb\n"), "every byte above the signature is signed, the line break too");
}

#[test]
fn an_older_version_is_never_put_back() {
    let announced = release(Version(0, 2, 0));
    assert_eq!(judge(&announced, Version(0, 2, 0), Some(HERE)), Verdict::UpToDate, "the same");
    assert_eq!(judge(&announced, Version(0, 3, 0), Some(HERE)), Verdict::UpToDate, "an older one");
    assert_eq!(judge(&announced, Version(0, 1, 9), Some(HERE)), Verdict::Newer(&a_file("deb")));
}

#[test]
fn only_a_file_for_this_very_installation_is_taken() {
    let announced = release(Version(0, 2, 0));
    for other in
        [Target { system: "windows", ..HERE }, Target { processor: "aarch64", ..HERE }, Target { package: Package::AppImage, ..HERE }]
    {
        assert_eq!(judge(&announced, Version(0, 1, 0), Some(other)), Verdict::NoFile, "{other:?}");
    }
    assert_eq!(judge(&announced, Version(0, 1, 0), None), Verdict::NoFile, "nobody knows how it was installed");
    assert_eq!(HERE.file_name(announced.version), "echu-0.2.0-linux-x86_64.deb");
}

#[test]
fn what_is_no_announcement_is_refused() {
    let sound = write(&release(Version(0, 2, 0)));
    assert!(read(&sound).is_ok());
    let altered = |from: &str, to: &str| sound.replace(from, to);
    let long = format!("note:{}", "x".repeat(NOTE + 1));
    for (what, text) in [
        ("nothing", String::new()),
        ("another form", altered("echu-version 1", "echu-version 2")),
        ("no version", altered("version:0.2.0\n", "")),
        ("two versions", altered("version:0.2.0\n", "version:0.2.0\nversion:0.3.0\n")),
        ("no day", altered("date:2026-12-01\n", "")),
        ("no such day", altered("2026-12-01", "2026-02-30")),
        ("an empty file", altered("9437184", "0")),
        ("too large a file", altered("9437184", &(LARGEST + 1).to_string())),
        ("no digest", altered(&"ab".repeat(32), "abc")),
        ("a word more", altered(".deb\n", ".deb x\n")),
        ("an unknown line", altered("date:", "jour:")),
        ("a hidden sign", altered("vite", "vite\u{1b}[2J")),
        ("a note without end", altered("note:Les", &format!("{long}\nnote:Les"))),
        ("no file", sound.lines().filter(|line| !line.starts_with("file:")).collect::<Vec<_>>().join("\n")),
    ] {
        assert_eq!(read(&text), Err(UpdateError::Unreadable), "{what}: {text}");
    }
    for text in ["", "signature:QUJD", "echu-version 1\nversion:0.2.0\n", "note:la signature:QUJD"] {
        assert_eq!(split(text), Err(UpdateError::NotSigned), "{text:?}");
    }
}
