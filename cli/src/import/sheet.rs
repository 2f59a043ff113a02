//! Reads a spreadsheet's export: a header row, then one question per row.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::row::{Refused, Row};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Question,
    Alt,
    Answer,
    Keywords,
    Unknown,
}

/// What columns are called, by the people who ask and by those who export.
const NAMES: [(Column, &[&str]); 5] = [
    (Column::Id, &["id", "编号", "編號"]),
    (Column::Question, &["question", "问题", "標題", "标题", "問題", "标准问"]),
    (Column::Alt, &["alt", "相似问", "相似問", "其他问法", "其他問法", "相似问法"]),
    (Column::Answer, &["answer", "答案", "回答"]),
    (Column::Keywords, &["keywords", "keyword", "关键词", "關鍵詞", "关键字"]),
];

/// Separators of cells that spreadsheets write, depending on the country they think they are in.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the rows, or says why there can be none.
pub fn read(text: &str) -> Result<(Vec<Row>, Vec<Refused>), String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    next(&mut reader, &mut record)?;
    let columns: Vec<Column> = record.iter().map(column).collect();
    if !columns.contains(&Column::Question) {
        let found: Vec<&str> = record.iter().map(str::trim).collect();
        return Err(format!(
            "no column is called \"question\" or \"问题\"; the first row has: {}",
            found.join(" | ")
        ));
    }
    for (name, _) in record.iter().zip(&columns).filter(|(_, one)| **one == Column::Unknown) {
        if !name.trim().is_empty() {
            eprintln!("kefu: the column \"{}\" is not used", name.trim());
        }
    }
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    while next(&mut reader, &mut record)? {
        let (line, rest) = place(&record, text);
        if reader.position().byte() == text.len() as u64 && never_closes(rest) {
            let what = "a quotation mark opens here and never closes, so nothing after it was read";
            refused.push(Refused::new(line, what));
            continue;
        }
        match row(&record, &columns, line) {
            Ok(Some(row)) => rows.push(row),
            Ok(None) => {}
            Err(one) => refused.push(one),
        }
    }
    Ok((rows, refused))
}

/// The text is UTF-8 and rows may have any length, so nothing is left that could fail.
fn next(reader: &mut Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, String> {
    reader.read_record(record).map_err(|error| error.to_string())
}

/// The line on which a record starts, and the text from there on; the parser counts the empty lines
/// before a record as part of it.
fn place<'t>(record: &StringRecord, text: &'t str) -> (u64, &'t str) {
    let Some(position) = record.position() else { return (1, text) };
    let start = usize::try_from(position.byte()).unwrap_or_default();
    let rest = text.get(start..).unwrap_or_default();
    let content = rest.trim_start_matches(['\r', '\n']);
    let blank = &rest[..rest.len() - content.len()];
    let breaks = blank.bytes().filter(|byte| *byte == b'\n').count();
    (position.line() + breaks as u64, content)
}

/// Whether the last record swallowed the lines after it. A mark inside a cell, as in `5" pipe`, is
/// odd as well but stays on its line.
fn never_closes(last: &str) -> bool {
    let odd = last.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    odd && last.trim_end().contains('\n')
}

/// The one that the header has most of outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in text.bytes().take_while(|byte| *byte != b'\n') {
        quoted ^= byte == b'"';
        if let Some(i) = SEPARATORS.iter().position(|one| *one == byte && !quoted) {
            counts[i] += 1;
        }
    }
    // Of equal counts the first: a comma is what a file without any separator has, too.
    let most = (0..counts.len()).rev().max_by_key(|i| counts[*i]).unwrap_or_default();
    SEPARATORS[most]
}

/// What a header means: case, spaces and a number at the end say nothing.
fn column(header: &str) -> Column {
    let header = header.trim().to_lowercase();
    let name = header.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = name.trim_end_matches([' ', '_', '-']);
    let numbered = name.len() < header.len();
    let known = NAMES.iter().find(|(_, names)| names.contains(&name));
    match known {
        // Only other phrasings may be spread over columns; "answer 2" is somebody's second draft.
        Some((column, _)) if !numbered || *column == Column::Alt => *column,
        _ => Column::Unknown,
    }
}

/// A row, nothing for a row without a word, or why it cannot be used.
fn row(cells: &StringRecord, columns: &[Column], line: u64) -> Result<Option<Row>, Refused> {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    if cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
        let what = format!(
            "{} cells where the header has {}; put cells that hold a separator into \"quotation marks\"",
            cells.len(),
            columns.len()
        );
        return Err(Refused::new(line, what));
    }
    let mut row = Row { line, ..Row::default() };
    for (cell, column) in cells.iter().zip(columns) {
        match column {
            Column::Id => cell.trim().clone_into(&mut row.id),
            Column::Question => cell.trim().clone_into(&mut row.question),
            Column::Answer => cell.trim().clone_into(&mut row.answer),
            Column::Alt => row.alt.extend(several(cell)),
            Column::Keywords => row.keywords.extend(several(cell)),
            Column::Unknown => {}
        }
    }
    Ok(Some(row))
}

/// Several phrasings in one cell.
fn several(cell: &str) -> impl Iterator<Item = String> {
    let parts = cell.split(['|', '｜', '\n', ';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Row> {
        read(text).ok()?.0.into_iter().next()
    }

    #[test]
    fn the_header_says_what_separates_cells() {
        for (text, separator_of_it) in [
            ("question,answer\n", b','),
            ("question;answer\n", b';'),
            ("question\tanswer\n", b'\t'),
            ("\"question, or what; they ask\"\tanswer\n", b'\t'),
            ("question\n", b','),
        ] {
            assert_eq!(separator(text), separator_of_it, "{text}");
        }
    }

    #[test]
    fn columns_are_known_by_their_names_in_both_languages() {
        for (header, meant) in [
            (" Question ", Column::Question),
            ("问题", Column::Question),
            ("ALT_2", Column::Alt),
            ("相似问 10", Column::Alt),
            ("关键词", Column::Keywords),
            ("答案", Column::Answer),
            ("answer 2", Column::Unknown),
            ("更新时间", Column::Unknown),
        ] {
            assert_eq!(column(header), meant, "{header}");
        }
    }

    #[test]
    fn one_cell_holds_several_phrasings() {
        let row = first("问题,相似问,alt1\n开门吗,\"几点开门|营业吗；周日呢\n;|\",open?\n");
        let alt = row.map(|row| row.alt).unwrap_or_default();
        assert_eq!(alt, ["几点开门", "营业吗", "周日呢", "open?"]);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_swallows_nothing_silently() {
        let read = |text| read(text).unwrap_or_default();
        let (rows, refused) = read("question,answer\na,1\nb,\"2\nc,3\nd,4\n");
        assert_eq!((rows.len(), refused.len()), (1, 1));
        assert_eq!(refused[0].line, 3);
        let (rows, refused) = read("question,answer\na,\"1\n\"\"2\"\"\"\nb,5\" pipe\n");
        assert_eq!((rows.len(), refused.len()), (2, 0));
    }

    #[test]
    fn lines_are_counted_over_quoted_breaks_and_empty_lines() {
        let text = "question,answer\r\na,\"1\r\n2\"\r\n\r\n\r\nb,3\r\n";
        let rows = read(text).map(|read| read.0).unwrap_or_default();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 6]);
    }
}
