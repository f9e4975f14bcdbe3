//! kramdown's tables, which need no head, in GitHub's form, which does.

/// The lines as a table of GitHub's; `None` if they are none.
pub(super) fn table(lines: &[&str]) -> Option<Vec<String>> {
    let has_head = lines.len() > 1 && is_rule(lines[1]) && !is_rule(lines[0]) && lines[0].contains('|');
    let is_table = has_head && lines[1..].iter().all(|line| line.contains('|') || is_rule(line))
        || lines.iter().all(|line| line.trim_start().starts_with('|'));
    if !is_table {
        return None;
    }
    let rule = lines
        .iter()
        .find(|line| is_rule(line))
        .map(|line| cells(&line.replace('+', "|")))
        .unwrap_or_default();
    let mut rows: Vec<Vec<String>> =
        lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line)).collect();
    if rows.is_empty() {
        return None;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    if !has_head {
        rows.insert(0, Vec::new());
    }
    let indent = &lines[0][..lines[0].len() - lines[0].trim_start().len()];
    let written = |cells: &[String], empty: &str| {
        let cells = (0..width).map(|at| cells.get(at).map_or(empty, String::as_str));
        format!("{indent}| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let aligned: Vec<String> = rule
        .iter()
        .map(|cell| {
            let cell = cell.trim();
            let (left, right) = (cell.starts_with(':'), cell.ends_with(':') && cell.len() > 1);
            format!("{}---{}", if left { ":" } else { "" }, if right { ":" } else { "" })
        })
        .collect();
    let mut table = vec![written(&rows[0], ""), written(&aligned, "---")];
    table.extend(rows[1..].iter().map(|row| written(row, "")));
    Some(table)
}

/// `|---+:--:|`, `|===|`: what parts head, bodies and foot.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains(['-', '=']) && line.contains(['|', '-']) && line.chars().all(|c| "|+-:= \t".contains(c))
}

/// The cells of a row. A pipe in code parts no cells in kramdown; GitHub wants it escaped.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut code: Option<usize> = None;
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        let Some(cell) = cells.last_mut() else { break };
        match character {
            '`' => {
                length = rest.bytes().take_while(|byte| *byte == b'`').count();
                let run = &rest[..length];
                code = match code {
                    Some(open) if open == length => None,
                    Some(open) => Some(open),
                    None if rest[length..].contains(run) => Some(length),
                    None => None,
                };
                cell.push_str(run);
            }
            '\\' if rest.starts_with("\\|") => {
                cell.push_str("\\|");
                length = 2;
            }
            '|' if code.is_some() => cell.push_str("\\|"),
            '|' => cells.push(String::new()),
            other => cell.push(other),
        }
        rest = &rest[length..];
    }
    if line.ends_with('|') && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn a_table_without_head_gets_an_empty_one() {
        assert_eq!(
            table(&["| a | b |", "| c | d |"]).unwrap(),
            ["|  |  |", "| --- | --- |", "| a | b |", "| c | d |"]
        );
        assert_eq!(
            table(&["|---+:-:|", "| a | `x|y` |", "|===", "| c |"]).unwrap(),
            ["|  |  |", "| --- | :---: |", "| a | `x\\|y` |", "| c |  |"]
        );
        assert_eq!(table(&["a | b", "--|--", "1 | 2"]).unwrap(), ["| a | b |", "| --- | --- |", "| 1 | 2 |"]);
        assert_eq!(
            table(&["| a", "|---|---|", "| b | c |"]).unwrap(),
            ["| a |  |", "| --- | --- |", "| b | c |"]
        );
        assert_eq!(table(&["a | b", "text"]), None);
        assert_eq!(table(&["a | b"]), None);
    }
}
