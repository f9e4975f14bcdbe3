//! The table: a row for each measurement, a column for each engine.

use super::engine::Engine;
use std::collections::BTreeMap;
use std::fmt;

/// The table.
pub struct Report {
    engines: Vec<Engine>,
    rows: Vec<Row>,
}

enum Row {
    Heading(String),
    Values { name: String, values: BTreeMap<Engine, f64> },
}

impl Report {
    /// A table for some engines.
    pub fn new(engines: &[Engine]) -> Self {
        Self { engines: engines.to_vec(), rows: Vec::new() }
    }

    /// What the rows below are about.
    pub fn heading(&mut self, text: impl Into<String>) {
        let text = text.into();
        eprintln!("\n{text}");
        self.rows.push(Row::Heading(text));
    }

    /// Adds a measurement of an engine to a row, which is made at the first.
    pub fn put(&mut self, name: &str, engine: Engine, value: f64) {
        eprintln!("  {name}, {}: {}", engine.name(), figure(value));
        for row in self.rows.iter_mut().rev() {
            match row {
                Row::Heading(_) => break,
                Row::Values { name: known, values } if known == name => {
                    values.insert(engine, value);
                    return;
                }
                Row::Values { .. } => {}
            }
        }
        self.rows.push(Row::Values { name: name.to_owned(), values: BTreeMap::from([(engine, value)]) });
    }

    /// The rows below a heading.
    pub fn rows_of(&self, heading: &str) -> impl Iterator<Item = &str> {
        let mut below = false;
        self.rows.iter().filter_map(move |row| match row {
            Row::Heading(text) => {
                below = text.contains(heading);
                None
            }
            Row::Values { name, .. } => below.then_some(name.as_str()),
        })
    }

    /// A value of a row below a heading.
    pub fn value(&self, heading: &str, name: &str, engine: Engine) -> Option<f64> {
        let mut below = false;
        self.rows.iter().find_map(|row| match row {
            Row::Heading(text) => {
                below = text.contains(heading);
                None
            }
            Row::Values { name: row, values } if below && row == name => values.get(&engine).copied(),
            Row::Values { .. } => None,
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.name().chars().count()).max().unwrap_or_default();
        write!(f, "| {:width$} |", "")?;
        for engine in &self.engines {
            write!(f, " {:>10} |", engine.name())?;
        }
        write!(f, "\n|:{:-<width$}-|", "")?;
        for _ in &self.engines {
            write!(f, "-{:->10}:|", "")?;
        }
        for row in &self.rows {
            write!(f, "\n| {:width$} |", row.name())?;
            for engine in &self.engines {
                let value = match row {
                    Row::Heading(_) => String::new(),
                    Row::Values { values, .. } => {
                        values.get(engine).map_or("–".to_owned(), |value| figure(*value))
                    }
                };
                write!(f, " {value:>10} |")?;
            }
        }
        writeln!(f)
    }
}

impl Row {
    fn name(&self) -> String {
        match self {
            Self::Heading(text) => format!("**{text}**"),
            Self::Values { name, .. } => name.clone(),
        }
    }
}

/// Three significant digits or more.
fn figure(value: f64) -> String {
    match value.abs() {
        _ if value.is_infinite() => "too long".to_owned(),
        0.0 => "0".to_owned(),
        size if size < 1.0 => format!("{value:.3}"),
        size if size < 10.0 && value.fract() != 0.0 => format!("{value:.2}"),
        size if size < 100.0 && value.fract() != 0.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// The smallest measurement that so many of a hundred do not exceed; not a number where nothing was measured.
pub fn percentile(values: impl IntoIterator<Item = f64>, percent: usize) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// The middle one.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    percentile(values, 50)
}
