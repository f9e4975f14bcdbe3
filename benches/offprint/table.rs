//! The table that is printed.

use std::fmt;

/// A row for each measurement, a column for each site, and what the larger one costs beside the smaller.
pub struct Table {
    sites: [String; 2],
    rows: Vec<(String, [f64; 2])>,
}

impl Table {
    /// A table for two sites.
    pub fn new(sites: [String; 2]) -> Self {
        Self { sites, rows: Vec::new() }
    }

    /// Adds a measurement.
    pub fn row(&mut self, name: &str, unit: &str, values: [f64; 2]) {
        let name = if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") };
        eprintln!("{name}: {} and {}", figure(values[0]), figure(values[1]));
        self.rows.push((name, values));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        let [one, other] = &self.sites;
        let (width_one, width_other) = (one.chars().count().max(10), other.chars().count().max(10));
        writeln!(f, "\n| {:names$} | {one:>width_one$} | {other:>width_other$} | {:>6} |", "", "ratio")?;
        writeln!(f, "|:{:-<names$}-|-{:->width_one$}:|-{:->width_other$}:|-{:->6}:|", "", "", "", "")?;
        for (name, [small, large]) in &self.rows {
            let ratio = large / small;
            let (small, large) = (figure(*small), figure(*large));
            writeln!(f, "| {name:names$} | {small:>width_one$} | {large:>width_other$} | {ratio:>6.2} |")?;
        }
        Ok(())
    }
}

/// Three significant digits, or whole numbers.
fn figure(value: f64) -> String {
    match value.abs() {
        size if size < 10.0 && value.fract() != 0.0 => format!("{value:.2}"),
        size if size < 100.0 && value.fract() != 0.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// The middle one of some measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().expect("something was measured")
}
