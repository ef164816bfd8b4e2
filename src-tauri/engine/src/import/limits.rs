//! How much is read before a file is refused whole. See faults.md, §8.

/// Largest file, in bytes.
pub(super) const FILE_BYTES: u64 = 25 * 1024 * 1024;
/// Longest row, in bytes: beyond, a quote was never closed or the file is no table.
pub(super) const ROW_BYTES: usize = 1024 * 1024;
/// Most columns.
pub(super) const COLUMNS: usize = 256;
/// Most rows.
pub(super) const ROWS: usize = 200_000;
/// Most cells: bounds the memory of a table of very small ones.
pub(super) const CELLS: usize = 8_000_000;
/// Longest text of one cell that is kept, in characters.
pub(super) const TEXT_CHARS: usize = 10_000;
/// Rows among which the header is looked for, below titles.
pub(super) const HEADER_DEPTH: usize = 20;
/// Rows read to choose the separator.
pub(super) const SEPARATOR_ROWS: usize = 100;
/// Values of a column looked at to tell what it holds.
pub(super) const SHAPE_VALUES: usize = 200;
/// Most text of a workbook's sheet, in bytes: a file of text is bounded by its own size.
pub(super) const TEXT_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes a workbook may hold once it is no longer compressed.
pub(super) const WORKBOOK_BYTES: u64 = 256 * 1024 * 1024;
/// Most parts of a workbook.
pub(super) const WORKBOOK_PARTS: usize = 2_000;
