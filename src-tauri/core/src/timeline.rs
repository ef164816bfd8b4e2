#[derive(serde::Serialize)]
pub enum EventKind {
    A,
}
impl EventKind {
    pub fn op(&self) -> &'static str {
        "a"
    }
}
