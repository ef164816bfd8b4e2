//! Why there is no newer version to install, told to a person.
use crate::https;
use crate::wording;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody answers.
    Unreachable,
    /// The address leads to a place that is not encrypted, or nowhere.
    Astray,
    /// The server has no such file; its answer.
    Status(u16),
    /// The announcement is not signed by the key of this build.
    Forged,
    /// It is, and this version does not know its form.
    Unreadable,
    /// The file ended before its end.
    CutShort,
    /// The file is larger than announced.
    TooLarge,
    /// The file is not the one announced.
    OtherFile,
}

impl From<https::Fault> for Fault {
    fn from(fault: https::Fault) -> Fault {
        match fault {
            https::Fault::Unreachable => Fault::Unreachable,
            https::Fault::Astray => Fault::Astray,
        }
    }
}

impl Fault {
    fn key(self) -> &'static str {
        match self {
            Fault::Unreachable => "update_unreachable",
            Fault::Astray => "update_astray",
            Fault::Status(_) => "update_status",
            Fault::Forged => "update_forged",
            Fault::Unreadable => "update_unreadable",
            Fault::CutShort => "update_cut_short",
            Fault::TooLarge => "update_too_large",
            Fault::OtherFile => "update_other_file",
        }
    }

    /// What the user reads.
    pub fn sentence(self) -> String {
        let about = if let Fault::Status(status) = self { status.to_string() } else { String::new() };
        wording::sentence(self.key(), &[("about", &about)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told() {
        let faults = [
            Fault::Unreachable,
            Fault::Astray,
            Fault::Status(404),
            Fault::Forged,
            Fault::Unreadable,
            Fault::CutShort,
            Fault::TooLarge,
            Fault::OtherFile,
        ];
        for fault in faults {
            assert!(wording::find(fault.key()).is_some(), "no sentence for {fault:?}");
        }
        assert!(Fault::Status(404).sentence().contains("404"));
    }
}
