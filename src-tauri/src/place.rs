//! How large the window was: found again at the next start. Where it stood is not kept: Wayland does not tell.
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tauri::{LogicalSize, Manager, WebviewWindow};

const NAME: &str = "window.json";
/// The least of `tauri.conf.json`, and what no screen exceeds, in logical pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 900..=16_000;
const HEIGHTS: std::ops::RangeInclusive<u32> = 600..=10_000;

/// A size in logical pixels, and whether the window filled the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Size {
    width: u32,
    height: u32,
    maximized: bool,
}

/// The file that keeps it, with the journal: it is of this computer, and no backup takes it.
pub struct Place(PathBuf);

impl Place {
    /// In this folder.
    pub fn under(state: &Path) -> Self {
        Self(state.join(NAME))
    }

    /// What was kept; nothing when it was never kept, or says anything else.
    fn read(&self) -> Option<Size> {
        understood(&std::fs::read_to_string(&self.0).ok()?)
    }
}

fn understood(kept: &str) -> Option<Size> {
    let size: Size = serde_json::from_str(kept).ok()?;
    (WIDTHS.contains(&size.width) && HEIGHTS.contains(&size.height)).then_some(size)
}

/// Gives the hidden window the size that it had; one that no screen of today can show is forgotten.
pub fn restore(window: &WebviewWindow) {
    let Some(size) = window.state::<Place>().read() else { return };
    let screens = window.available_monitors().unwrap_or_default();
    let fits = screens.iter().any(|screen| {
        let room = screen.size().to_logical::<u32>(screen.scale_factor());
        room.width >= size.width && room.height >= size.height
    });
    let mut done = Ok(());
    if fits || screens.is_empty() {
        done = window.set_size(LogicalSize::new(size.width, size.height));
    }
    if size.maximized {
        done = done.and_then(|()| window.maximize());
    }
    if let Err(error) = done {
        log::warn!("the window does not take its size back: {error}");
    }
}

/// Keeps the size of the window, while it is shown; of one that fills the screen, the size it had before.
pub fn keep(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(false) {
        return;
    }
    let place = window.state::<Place>();
    let measured = || -> tauri::Result<Size> {
        let now = window.inner_size()?.to_logical::<u32>(window.scale_factor()?);
        let size = Size { width: now.width, height: now.height, maximized: window.is_maximized()? };
        Ok(match place.read() {
            Some(before) if size.maximized => Size { maximized: true, ..before },
            _ => size,
        })
    };
    match measured() {
        Ok(size) => {
            let written = serde_json::to_string(&size).map_err(std::io::Error::other).and_then(|text| std::fs::write(&place.0, text));
            if let Err(error) = written {
                log::warn!("the size of the window is not kept: {error}");
            }
        }
        Err(error) => log::warn!("the window does not tell its size: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_comes_back_and_anything_else_is_forgotten() {
        let kept = Size { width: 1400, height: 900, maximized: false };
        assert_eq!(understood(&serde_json::to_string(&kept).unwrap()), Some(kept));
        for other in ["", "{}", r#"{"width":10,"height":10,"maximized":false}"#, r#"{"width":1400,"height":90000,"maximized":false}"#] {
            assert_eq!(understood(other), None, "{other}");
        }
    }
}
