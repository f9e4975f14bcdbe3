use super::library::Library;

#[test]
fn technical_words_are_found_whole_before_their_parts() {
    let mut library = Library::of(&[
        ("Spawning", "Use tokio::spawn to start a task."),
        ("Runtime", "The tokio runtime. To spawn is to start. Spawn more in tokio, spawn less."),
        ("Languages", "We like C++ and C# and .NET."),
        ("Options", "Build it with --release always."),
        ("Waiting", "The keywords async/await."),
        ("Letters", "The letter c is a letter. Release it."),
    ]);
    assert_eq!(library.titles("tokio::spawn")[0], "Spawning");
    assert_eq!(library.titles("tokio::spawn").len(), 2);
    assert_eq!(library.titles("c++")[0], "Languages");
    assert_eq!(library.titles("C#")[0], "Languages");
    assert_eq!(library.titles(".net")[0], "Languages");
    assert_eq!(library.titles("--release")[0], "Options");
    assert_eq!(library.titles("async/await"), ["Waiting"]);
    assert_eq!(library.titles("await"), ["Waiting"]);
}

#[test]
fn a_version_number_finds_its_own_page_first() {
    let mut library = Library::of(&[
        ("Announcing 1.80.1", "After 1.80.0 comes 1.80.1. Not 1.80 again."),
        ("Announcing 1.80.0", "Here it is."),
        ("Announcing 1.8", "Here it is."),
        ("Announcing 1.80", "Here it is."),
        ("Ropes", "Of hemp."),
    ]);
    assert_eq!(library.titles("1.80.0")[0], "Announcing 1.80.0");
    assert_eq!(library.titles("1.80.1")[0], "Announcing 1.80.1");
    assert_eq!(library.titles("1.80")[0], "Announcing 1.80");
    assert_eq!(library.titles("1.8")[0], "Announcing 1.8");
    assert_eq!(library.titles("1.80.7")[0], "Announcing 1.80", "the nearest");
}

#[test]
fn a_hash_is_found_as_it_is_and_completes_nothing() {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let text = format!("The checksum is {hash}.");
    let mut library = Library::of(&[("Checksum", text.as_str()), ("Other", "9f of ten")]);
    assert_eq!(library.titles(hash), ["Checksum"]);
    assert_eq!(library.titles_typing("9f86d0").len(), 0);
}
