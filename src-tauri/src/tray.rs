//! The icon beside the clock: what stays of the app when its window is closed and the person wants it to go on.
//!
//! An app whose window is hidden and whose icon nobody sees can neither be reached nor left: the window hides only when the
//! icon is there and something shows it.
use crate::{quit, shell, text};
use echu_engine::App;
use echu_engine::store::Tag;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tauri::menu::{Menu, MenuEvent, MenuItem};
use tauri::tray::{MouseButton, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};

const ICON: &str = "echu";
const OPEN: &str = "open";
const QUIT: &str = "quit";
/// The thread that draws may be busy with the first screen.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows the icon, or takes it away; true when it is there at the end. Not for the thread that draws, which it waits for.
pub fn set(handle: &AppHandle, wanted: bool) -> bool {
    if !wanted || !is_possible() {
        // Gone already, or going with the app.
        let _ = handle.run_on_main_thread({
            let handle = handle.clone();
            move || drop(handle.remove_tray_by_id(ICON))
        });
        return false;
    }
    let (tell, told) = mpsc::channel();
    let drawing = handle.clone();
    let asked = handle.run_on_main_thread(move || {
        // Nobody listens any more when it took too long.
        let _ = tell.send(drawing.tray_by_id(ICON).is_some() || show(&drawing));
    });
    asked.is_ok() && told.recv_timeout(PATIENCE).unwrap_or(false)
}

/// Shows the icon, or takes it away, each time the person changes his mind.
pub fn follow(handle: &AppHandle, app: &Arc<App>) {
    let (handle, own) = (handle.clone(), Arc::downgrade(app));
    app.on_change(move |tags| {
        if tags.contains(&Tag::Settings) {
            let (handle, own) = (handle.clone(), own.clone());
            // Whoever wrote does not wait for the thread that draws.
            std::thread::spawn(move || own.upgrade().map(|app| set(&handle, app.stays_open())));
        }
    });
}

/// True when the icon is there and something shows it.
pub fn is_shown(handle: &AppHandle) -> bool {
    handle.tray_by_id(ICON).is_some() && is_possible()
}

fn show(handle: &AppHandle) -> bool {
    // Where the library that draws it on Linux is not installed, its loader panics.
    let shown = catch_unwind(AssertUnwindSafe(|| build(handle)));
    match shown {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            log::warn!("the icon does not show: {error}");
            false
        }
        Err(_) => false,
    }
}

fn build(handle: &AppHandle) -> tauri::Result<()> {
    let open = MenuItem::with_id(handle, OPEN, text::TRAY_OPEN, true, None::<&str>)?;
    let quit = MenuItem::with_id(handle, QUIT, text::TRAY_QUIT, true, None::<&str>)?;
    let menu = Menu::with_items(handle, &[&open, &quit])?;
    let icon = TrayIconBuilder::with_id(ICON)
        .tooltip(text::APP)
        .menu(&menu)
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(on_menu)
        .on_tray_icon_event(|icon, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, .. } = event
                && !cfg!(target_os = "macos")
            {
                shell::raise(icon.app_handle());
            }
        });
    match handle.default_window_icon() {
        Some(image) => icon.icon(image.clone()),
        None => icon,
    }
    .build(handle)?;
    Ok(())
}

fn on_menu(handle: &AppHandle, event: MenuEvent) {
    match event.id.as_ref() {
        OPEN => shell::raise(handle),
        QUIT => {
            if let Some(window) = handle.get_webview_window(shell::MAIN) {
                quit::ask(&window);
            }
        }
        // The menu has no other line.
        _ => {}
    }
}

/// True when this desktop shows such icons.
#[cfg(not(target_os = "linux"))]
pub fn is_possible() -> bool {
    true
}

/// True when this desktop shows such icons: a host is registered with the watcher of the session's bus.
#[cfg(target_os = "linux")]
pub fn is_possible() -> bool {
    const MILLISECONDS: i32 = 2_000;
    is_hosted(MILLISECONDS).unwrap_or(false)
}

#[cfg(target_os = "linux")]
fn is_hosted(patience: i32) -> Option<bool> {
    use gio::glib::VariantTy;
    use gio::prelude::ToVariant;
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE).ok()?;
    let asked = (WATCHER, "IsStatusNotifierHostRegistered").to_variant();
    let answer = bus.call_sync(
        Some(WATCHER),
        "/StatusNotifierWatcher",
        "org.freedesktop.DBus.Properties",
        "Get",
        Some(&asked),
        Some(VariantTy::new("(v)").ok()?),
        gio::DBusCallFlags::NO_AUTO_START,
        patience,
        gio::Cancellable::NONE,
    );
    answer.ok()?.child_value(0).as_variant()?.get()
}
