use offprint_import::{Answer, Generator, import};
use std::path::PathBuf;

/// Real sites lie outside the project: `OFFPRINT_IMPORT_SITES` names a folder of them, each in a folder that
/// begins with the name of its generator. Without it there is nothing to do.
#[test]
fn real_sites_keep_what_they_have() {
    let Some(sites) = std::env::var_os("OFFPRINT_IMPORT_SITES").map(PathBuf::from) else { return };
    let mut lost: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(sites).expect("a folder of sites") {
        let from = entry.expect("an entry").path();
        let name = from.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(generator) = Generator::ALL.into_iter().find(|generator| name.starts_with(generator.name()))
        else {
            continue;
        };
        let to = tempfile::tempdir().expect("a folder");
        let now = "2030-01-01T00:00:00Z".parse().expect("a moment");
        let imported = import(generator, &from, &to.path().join("new"), now).expect("an import");
        let totals = &imported.report.totals;
        println!("{name}: {totals:?}");
        for page in imported.report.pages.iter().take(20).filter(|page| page.kept.loss() > 0.0) {
            println!("{}: {:?}", page.source, page.kept);
        }
        for line in imported.report.addresses.iter().filter(|line| line.answer == Answer::Nothing) {
            println!("nothing answers {} ({})", line.url, line.was);
        }
        let mut wrong =
            |is_wrong: bool, what: String| lost.extend(is_wrong.then(|| format!("{name}: {what}")));
        wrong(totals.posts_after != totals.posts_before, "posts".to_owned());
        wrong(totals.answered != totals.addresses, "addresses".to_owned());
        for (what, share) in totals.kept.shares() {
            wrong(share.kept_part() < 0.995, format!("{what}: {share:?}"));
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
