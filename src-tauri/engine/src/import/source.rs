//! One file being prepared: its bytes, its table, its mapping.
use super::csv::{self, Table};
use super::mapping::{Mapping, Question, header_key, hex};
use super::preview::Plan;
use super::{Refusal, TextEncoding, encoding, guess};
use echu_core::intake::Existing;
use echu_core::text::clean;
use sha2::{Digest, Sha256};
use std::path::Path;

/// A file read and understood so far. Nothing of it is stored.
pub struct Draft {
    bytes: Vec<u8>,
    sha256: String,
    table: Table,
    mapping: Mapping,
    encoding_is_certain: bool,
}

impl Draft {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Refusal`], whose `sentence()` is shown as it is.
    pub fn read(path: &Path) -> Result<Draft, Refusal> {
        Draft::from_bytes(super::of_file(path)?)
    }

    /// Understands the bytes of a file.
    ///
    /// # Errors
    /// [`Refusal`], whose `sentence()` is shown as it is.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Draft, Refusal> {
        let sha256 = hex(&Sha256::digest(&bytes));
        let read = Text::read(&bytes, None, None)?;
        let header_row = guess::header_row(&read.table);
        let mapping = guess::mapping(&read.table, read.encoding, read.separator, header_row);
        Ok(Draft { bytes, sha256, table: read.table, mapping, encoding_is_certain: read.certain })
    }

    /// Sha256 of the file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How the file is read now.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The names of the columns; numbered ones without a header.
    pub fn headers(&self) -> Vec<String> {
        (0..self.mapping.columns.len())
            .map(|column| match self.mapping.header_row {
                Some(row) => clean(self.table.cell(row as usize, column)),
                None => super::sentences::column_name(column + 1),
            })
            .collect()
    }

    /// The first `most` rows as read, each cell on one line.
    pub fn sample(&self, most: usize) -> Vec<Vec<String>> {
        let width = self.mapping.columns.len();
        let rows = (self.mapping.first_row()..self.table.len()).take(most);
        rows.map(|row| (0..width).map(|column| clean(self.table.cell(row, column)).chars().take(200).collect()).collect()).collect()
    }

    /// What only a person can answer; empty when everything is clear.
    pub fn questions(&self) -> Vec<Question> {
        let mut questions = self.mapping.column_questions();
        if self.mapping.date_order.is_none()
            && let Err(example) = guess::date_order(&self.table, &self.mapping)
        {
            questions.push(Question::DateOrder { example });
        }
        if self.mapping.decimal.is_none()
            && let Err(example) = guess::decimal(&self.table, &self.mapping)
        {
            questions.push(Question::Decimal { example });
        }
        if !self.encoding_is_certain
            && let Some(example) = self.accented_cell()
        {
            questions.push(Question::Encoding { example });
        }
        questions
    }

    /// True while a question keeps the file from being stored.
    pub fn is_blocked(&self) -> bool {
        self.questions().iter().any(Question::blocks)
    }

    fn accented_cell(&self) -> Option<String> {
        let cells = (0..self.table.len()).flat_map(|row| (0..self.table.width(row)).map(move |column| self.table.cell(row, column)));
        cells.into_iter().find(|cell| !cell.is_ascii()).map(|cell| clean(cell).chars().take(60).collect())
    }

    /// Reads the file as the person says. A new encoding, separator or header row gives other columns: unless the mapping
    /// was made for that very header, they are guessed again. What the person leaves unsaid of dates and cents is decided
    /// again from the columns he chose.
    ///
    /// # Errors
    /// [`Refusal`] when the file does not read that way; the draft stays as it was.
    pub fn remap(&mut self, wanted: Mapping) -> Result<(), Refusal> {
        let now = (self.mapping.encoding, self.mapping.separator);
        if now != (wanted.encoding, wanted.separator) {
            let read = Text::read(&self.bytes, Some(wanted.encoding), Some(wanted.separator))?;
            self.table = read.table;
            self.encoding_is_certain = true;
        }
        let header_row = wanted.header_row.filter(|row| (*row as usize) < self.table.len());
        let width = header_row.map_or(self.table.widest(), |row| self.table.width(row as usize));
        let key = header_key(&self.table, header_row, width);
        if key != wanted.header_key || width != wanted.columns.len() {
            self.mapping = guess::mapping(&self.table, wanted.encoding, wanted.separator, header_row);
            return Ok(());
        }
        self.mapping = Mapping { header_row, ..wanted };
        self.mapping.date_order = self.mapping.date_order.or_else(|| guess::date_order(&self.table, &self.mapping).ok());
        self.mapping.decimal = self.mapping.decimal.or_else(|| guess::decimal(&self.table, &self.mapping).ok());
        Ok(())
    }

    /// Takes over the columns confirmed for an earlier file with the same header; false when the header is another.
    /// Dates and cents are decided by this file; the earlier answer serves only where this file leaves a doubt.
    pub fn adopt(&mut self, earlier: &Mapping) -> bool {
        if earlier.header_key != self.mapping.header_key || earlier.columns.len() != self.mapping.columns.len() {
            return false;
        }
        self.mapping.kind = earlier.kind;
        self.mapping.columns.clone_from(&earlier.columns);
        self.mapping.date_order = guess::date_order(&self.table, &self.mapping).ok().or(earlier.date_order);
        self.mapping.decimal = guess::decimal(&self.table, &self.mapping).ok().or(earlier.decimal);
        true
    }

    /// Judges every row against what the base holds. While a blocking question is open the rows it touches are refused
    /// with their reason.
    pub fn judge(&self, existing: &Existing) -> Plan {
        Plan::new(&self.table, &self.mapping, existing)
    }
}

/// Bytes read as a table.
struct Text {
    table: Table,
    encoding: TextEncoding,
    separator: super::Separator,
    certain: bool,
}

impl Text {
    fn read(bytes: &[u8], encoding: Option<TextEncoding>, separator: Option<super::Separator>) -> Result<Text, Refusal> {
        let decoded = encoding::decode(bytes, encoding)?;
        let (declared, text) = match csv::declared_separator(&decoded.text) {
            Some((declared, rest)) => (Some(declared), rest),
            None => (None, decoded.text.as_str()),
        };
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let separator = separator.or(declared).unwrap_or_else(|| guess::separator(text));
        let table = csv::parse(text, separator)?;
        if table.len() == 0 {
            return Err(Refusal::Empty);
        }
        Ok(Text { table, encoding: decoded.encoding, separator, certain: decoded.certain })
    }
}
