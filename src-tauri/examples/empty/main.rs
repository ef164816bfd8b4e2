//! An empty window of the same Tauri, in the same profile: what `cargo xtask bench --window` compares Échu with.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty/tauri.conf.json"))
}
