//! One file being prepared: its bytes, its table, its mapping.
use super::csv;
use super::mapping::{Mapping, Question, header_key, hex};
use super::presets::Preset;
use super::preview::Plan;
use super::table::Table;
use super::{Refusal, Separator, TextEncoding, encoding, guess, html, workbook};
use echu_core::intake::{Existing, Field};
use sha2::{Digest, Sha256};

/// A file read and understood so far. Nothing of it is stored.
pub struct Draft {
    bytes: Vec<u8>,
    sha256: String,
    table: Table,
    mapping: Mapping,
    encoding_is_certain: bool,
    sheets: Vec<String>,
}

impl Draft {
    /// Understands the bytes of a file.
    ///
    /// # Errors
    /// [`Refusal`], whose `sentence()` is shown as it is.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Draft, Refusal> {
        let sha256 = hex(&Sha256::digest(&bytes));
        let how = if workbook::suits(&bytes) { How::Sheet(None) } else { How::Text(None) };
        let read = Content::read(&bytes, how)?;
        let header_row = guess::header_row(&read.table);
        let mapping = read.mapping(header_row);
        Ok(Draft { bytes, sha256, table: read.table, mapping, encoding_is_certain: read.certain, sheets: read.sheets })
    }

    /// Sha256 of the file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How the file is read now.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The tool whose export it is, when its header is documented.
    pub fn preset(&self) -> Option<&'static Preset> {
        self.mapping.preset()
    }

    /// True when it tells what each client owes, and by no invoice: a balance of clients.
    pub fn tells_balances_only(&self) -> bool {
        let has = |field: Field| self.mapping.columns.contains(&Some(field));
        let owed = [Field::Total, Field::Balance, Field::Debit].into_iter().any(has);
        owed && has(Field::ClientName) && ![Field::Number, Field::IssuedOn, Field::DueOn].into_iter().any(has)
    }

    /// The lines of the first rows, as a spreadsheet numbers them: where the header may be. At least five, and down to it.
    pub fn header_lines(&self) -> Vec<u32> {
        self.table.header_lines(self.mapping.first_row())
    }

    /// The sheets of a workbook, in order; none for a file of text.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// The names of the columns; numbered ones without a header.
    pub fn headers(&self) -> Vec<String> {
        self.table.names(self.mapping.header_row, self.mapping.columns.len())
    }

    /// The first `most` rows as read, each cell on one line.
    pub fn sample(&self, most: usize) -> Vec<Vec<String>> {
        self.table.sample(self.mapping.first_row(), self.mapping.columns.len(), most)
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
        if self.mapping.month_end.is_none()
            && let Some(example) = guess::month_end(&self.table, &self.mapping)
        {
            questions.push(Question::MonthEnd { example });
        }
        if !self.encoding_is_certain
            && let Some(example) = self.table.accented_cell()
        {
            questions.push(Question::Encoding { example });
        }
        questions
    }

    /// True while a question keeps the file from being stored.
    pub fn is_blocked(&self) -> bool {
        self.questions().iter().any(Question::blocks)
    }

    /// Reads the file as the person says. A new sheet, encoding, separator or header row gives other columns: unless the
    /// mapping was made for that very header, they are guessed again. What the person leaves unsaid of dates and cents is
    /// decided again from the columns he chose.
    ///
    /// # Errors
    /// [`Refusal`] when the file does not read that way; the draft stays as it was.
    pub fn remap(&mut self, wanted: Mapping) -> Result<(), Refusal> {
        let now = (self.mapping.sheet, self.mapping.encoding, self.mapping.separator);
        if now != (wanted.sheet, wanted.encoding, wanted.separator) {
            let how = match self.mapping.sheet {
                Some(_) => How::Sheet(wanted.sheet),
                None => How::Text(Some((wanted.encoding, wanted.separator))),
            };
            let read = Content::read(&self.bytes, how)?;
            if read.sheet != self.mapping.sheet {
                // Another sheet is another file: the place of its header too.
                self.mapping = read.mapping(guess::header_row(&read.table));
                self.table = read.table;
                return Ok(());
            }
            self.table = read.table;
            self.encoding_is_certain = true;
        }
        let header_row = wanted.header_row.filter(|row| (*row as usize) < self.table.len());
        let width = header_row.map_or(self.table.widest(), |row| self.table.width(row as usize));
        let key = header_key(&self.table, header_row, width);
        if key != wanted.header_key || width != wanted.columns.len() {
            let guessed = guess::mapping(&self.table, wanted.encoding, wanted.separator, header_row);
            self.mapping = Mapping { sheet: self.mapping.sheet, ..guessed };
            return Ok(());
        }
        let undecided = |is: fn(Field) -> bool| !self.mapping.columns.iter().flatten().any(|field| is(*field));
        // Guessed while no column was a day, or an amount: nobody answered.
        let date_order = wanted.date_order.filter(|order| Some(*order) != self.mapping.date_order || !undecided(Field::is_date));
        let decimal = wanted.decimal.filter(|sign| Some(*sign) != self.mapping.decimal || !undecided(Field::is_money));
        self.mapping = Mapping { header_row, sheet: self.mapping.sheet, date_order, decimal, ..wanted };
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
        self.mapping.month_end = earlier.month_end;
        true
    }

    /// Judges every row against what the base holds. While a blocking question is open the rows it touches are refused
    /// with their reason.
    pub fn judge(&self, existing: &Existing) -> Plan {
        Plan::new(&self.table, &self.mapping, existing)
    }
}

/// How bytes are to be read; what is not said is found.
pub(super) enum How {
    /// As a text.
    Text(Option<(TextEncoding, Separator)>),
    /// As a workbook, of which this sheet.
    Sheet(Option<u32>),
}

/// Bytes read as a table.
pub(super) struct Content {
    pub(super) table: Table,
    pub(super) encoding: TextEncoding,
    pub(super) separator: Separator,
    /// False: the accents might be read otherwise.
    pub(super) certain: bool,
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<u32>,
}

impl Content {
    pub(super) fn read(bytes: &[u8], how: How) -> Result<Content, Refusal> {
        match how {
            How::Text(said) => Content::text(bytes, said, guess::separator),
            How::Sheet(wanted) => Ok(Content::of_sheet(workbook::read(bytes, wanted)?)),
        }
    }

    pub(super) fn of_sheet(read: workbook::Read) -> Content {
        let workbook::Read { table, sheets, place } = read;
        // What a text alone has, never asked about.
        let (encoding, separator) = (TextEncoding::Utf8, Separator::Semicolon);
        Content { table, encoding, separator, certain: true, sheets, sheet: Some(place) }
    }

    /// `likeliest`: finds the separator of a text that neither a person nor its first line says.
    pub(super) fn text(
        bytes: &[u8],
        said: Option<(TextEncoding, Separator)>,
        likeliest: fn(&str) -> Separator,
    ) -> Result<Content, Refusal> {
        let decoded = encoding::decode(bytes, said.map(|(encoding, _)| encoding))?;
        let (declared, text) = match csv::declared_separator(&decoded.text) {
            Some((declared, rest)) => (Some(declared), rest),
            None => (None, decoded.text.as_str()),
        };
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        if html::suits(text) {
            let table = html::read(text)?;
            if table.len() == 0 {
                return Err(Refusal::Empty);
            }
            let (encoding, separator) = (decoded.encoding, said.map_or(Separator::Semicolon, |(_, separator)| separator));
            return Ok(Content { table, encoding, separator, certain: decoded.certain, sheets: Vec::new(), sheet: None });
        }
        let separator = said.map(|(_, separator)| separator).or(declared).unwrap_or_else(|| likeliest(text));
        let table = csv::parse(text, separator)?;
        if table.len() == 0 {
            return Err(Refusal::Empty);
        }
        Ok(Content { table, encoding: decoded.encoding, separator, certain: decoded.certain, sheets: Vec::new(), sheet: None })
    }

    /// Everything guessed of it.
    fn mapping(&self, header_row: Option<u32>) -> Mapping {
        Mapping { sheet: self.sheet, ..guess::mapping(&self.table, self.encoding, self.separator, header_row) }
    }
}
