use crate::{Folder, told};
use offprint_site::{Checked, Code, ExternalOptions};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Another site, on this machine.
struct Server {
    url: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// Each question as `HEAD /path`.
    asked: Vec<String>,
    /// Those that wait for an answer, and the most that ever did.
    open: usize,
    most_open: usize,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream, &seen));
            }
        });
        Self { url, seen }
    }

    fn asked(&self) -> Vec<String> {
        self.seen.lock().expect("the list").asked.clone()
    }
}

/// Answers one question, and closes.
fn answer(mut stream: TcpStream, seen: &Mutex<Seen>) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let line = first.trim_end_matches(" HTTP/1.1").to_owned();
    let times = {
        let mut seen = seen.lock().expect("the list");
        seen.asked.push(line.clone());
        seen.open += 1;
        seen.most_open = seen.most_open.max(seen.open);
        seen.asked.iter().filter(|other| **other == line).count()
    };
    let (method, path) = line.split_once(' ').expect("a path");
    let response = match path {
        _ if !head.iter().any(|line| line.contains("Offprint/")) => "400 Who Asks",
        "/flaky" if times == 1 => "500 Internal Server Error",
        "/busy" if times == 1 => "429 Too Many Requests\r\nRetry-After: 0",
        "/always-busy" => "429 Too Many Requests",
        "/busy-for-long" => "429 Too Many Requests\r\nRetry-After: 3600",
        "/gone" | "/also-gone" => "404 Not Found",
        "/broken" => "500 Internal Server Error",
        "/moved" => "301 Moved Permanently\r\nLocation: /ok",
        "/moved-and-gone" => "308 Permanent Redirect\r\nLocation: /gone",
        "/moved-and-on" => "301 Moved Permanently\r\nLocation: /for-now",
        "/for-now" => "302 Found\r\nLocation: /ok",
        "/circle" => "302 Found\r\nLocation: /circle",
        "/cookies" => "302 Found\r\nLocation: /cookies\r\nSet-Cookie: a=b",
        "/private" => "403 Forbidden",
        "/no-robots" => "999 Request denied",
        "/no-head" if method == "HEAD" => "405 Method Not Allowed",
        _ if path.starts_with("/hang/") => {
            // Until the other side goes.
            let _ = stream.read(&mut [0]);
            return;
        }
        "/garbage" => {
            let _ = stream.write_all(b"this is no answer at all\r\n\r\n");
            return;
        }
        _ => "200 OK",
    };
    seen.lock().expect("the list").open -= 1;
    let _ = write!(stream, "HTTP/1.1 {response}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

fn quick() -> ExternalOptions {
    ExternalOptions {
        pause: Duration::ZERO,
        wait: Duration::ZERO,
        longest_wait: Duration::ZERO,
        ..ExternalOptions::default()
    }
}

fn ask(folder: &Folder, options: ExternalOptions) -> Checked {
    folder.check_with(|check| check.external = Some(options))
}

fn links(server: &Server, paths: &[&str]) -> String {
    paths.iter().map(|path| format!("[x]({}{path})\n", server.url)).collect()
}

/// A port at which nothing answers.
fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

#[test]
fn what_another_site_answers_is_told() {
    let server = Server::start();
    let expected = BTreeMap::from([
        ("/ok", None),
        ("/ok#part", None),
        ("/no-head", None),
        ("/private", None),
        ("/no-robots", None),
        ("/flaky", None),
        ("/busy", None),
        ("/always-busy", None),
        ("/busy-for-long", None),
        ("/for-now", None),
        ("/cookies", None),
        ("/gone", Some("dead-link answers 404 Not Found")),
        ("/moved-and-gone", Some("dead-link answers 404 Not Found")),
        ("/broken", Some("dead-link answers 500 Internal Server Error")),
        ("/circle", Some("dead-link leads on again and again, and never arrives")),
        ("/garbage", Some("dead-link does not answer as a web server does: ")),
        ("/moved", Some("moved-link has moved for good, to `SERVER/ok`")),
        ("/moved#part", Some("moved-link has moved for good, to `SERVER/ok#part`")),
        ("/moved-and-on", Some("moved-link has moved for good, to `SERVER/for-now`")),
    ]);
    let paths: Vec<&str> = expected.keys().copied().collect();
    let folder = Folder::new("").post("a", "", &links(&server, &paths));
    let findings = ask(&folder, quick()).findings;
    for (number, path) in paths.iter().enumerate() {
        let place = (6 + number, 5);
        let found = findings.iter().find(|finding| finding.position() == Some(place));
        let found = found.map(|finding| {
            let message = finding.message.replace(&format!("`{}{path}` ", server.url), "");
            format!("{} {}", finding.code.name(), message.replace(&server.url, "SERVER"))
        });
        match expected[path] {
            None => assert_eq!(found, None, "{path}"),
            Some(start) => {
                assert!(found.as_ref().is_some_and(|found| found.starts_with(start)), "{path}: {found:?}");
            }
        }
    }
    assert!(findings.iter().all(|finding| finding.path == "content/posts/a.md" && finding.help.is_some()));
    // One that wants to be left alone for an hour is.
    assert_eq!(server.asked().iter().filter(|asked| asked.ends_with("/busy-for-long")).count(), 1);
}

#[test]
fn an_address_is_asked_once_and_then_remembered() {
    let server = Server::start();
    let text = links(&server, &["/ok", "/ok#a", "/gone"]);
    let folder = Folder::new("").post("a", "", &text).post("b", "", &text);
    let first: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    assert_eq!(first.len(), 2, "{first:?}");
    let mut asked = server.asked();
    asked.sort();
    assert_eq!(asked, ["GET /gone", "HEAD /gone", "HEAD /ok"]);
    let again: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    assert_eq!(again, first);
    assert_eq!(server.asked().len(), 3);
    assert!(folder.path().join(".offprint/.gitignore").is_file());
    // What is not there is asked again after an hour, what is there after a week.
    let later = |time: &str| {
        folder.check_with(|check| {
            check.external = Some(quick());
            check.now = Some(time.parse().expect("a moment"));
        });
        server.asked().len()
    };
    assert_eq!(later("2026-06-01T13:30:00Z"), 5);
    assert_eq!(later("2026-06-09T12:00:00Z"), 8);
}

#[test]
fn every_place_of_an_address_is_told() {
    let server = Server::start();
    let gone = format!("{}/gone", server.url);
    let folder = Folder::new(&format!("[[menu]]\nlabel = 'Gone'\nurl = '{gone}'\n"))
        .file("theme/footer.html", &format!("<link rel=preconnect href='{gone}'><a href='{gone}'>x</a>"))
        .file("content/_index.md", &format!("![A picture]({gone})\n"))
        .post("a", "", &format!("<a href='{gone}'>x</a> {gone}"));
    let mut found: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    found.retain(|line| line.starts_with("dead-link"));
    let places: Vec<&str> = found.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    let gap = "<link rel=preconnect href=''><a href='".len() + gone.len() + 1;
    assert_eq!(
        places,
        [
            "content/_index.md:1:14",
            "content/posts/a.md:6:10",
            &format!("content/posts/a.md:6:{}", "<a href=''>x</a> ".len() + gone.len() + 1),
            "offprint.toml:5:8",
            &format!("theme/footer.html:1:{gap}"),
        ]
    );
    assert_eq!(server.asked(), ["HEAD /gone", "GET /gone"]);
}

#[test]
fn a_damaged_cache_is_begun_anew() {
    let server = Server::start();
    let folder = Folder::new("")
        .post("a", "", &links(&server, &["/ok"]))
        .file(".offprint/links.json", "{\"version\": 1");
    assert!(ask(&folder, quick()).findings.is_empty());
    let text = std::fs::read_to_string(folder.path().join(".offprint/links.json")).expect("the cache");
    assert!(text.contains("\"good\""), "{text}");
}

#[test]
fn what_is_allowed_or_ignored_or_nobodys_is_not_asked() {
    let server = Server::start();
    let check =
        "[check]\nexternal_allow = ['http://127.0.0.1:*/gone']\nignore = ['http://127.0.0.1:*/also-*']\n";
    let text = links(&server, &["/gone", "/gone#part", "/also-gone", "/ok"]);
    let folder = Folder::new(check).post(
        "a",
        "",
        &format!("{text}[x](http://localhost:1/) [y](https://example.com/z)"),
    );
    let found: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    assert!(found.iter().all(|line| line.contains("/gone#part")), "{found:?}");
    let folder = Folder::new(&check.replace("/gone'", "/gone*'")).post("a", "", &text);
    assert_eq!(ask(&folder, quick()).findings, []);
}

#[test]
fn what_a_configuration_allows_by_its_code_is_not_told() {
    let server = Server::start();
    let folder = Folder::new("[check]\nallow = ['dead-link', 'moved-link']\n").post(
        "a",
        "",
        &links(&server, &["/gone", "/moved"]),
    );
    assert_eq!(ask(&folder, quick()).findings, []);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time() {
    let server = Server::start();
    let folder = Folder::new("").post("a", "", &links(&server, &["/1", "/2", "/3", "/4", "/5", "/6"]));
    ask(&folder, quick());
    let seen = server.seen.lock().expect("the list");
    assert_eq!((seen.asked.len(), seen.most_open), (6, 1));
}

#[test]
fn nobody_is_asked_unless_it_is_wanted() {
    let server = Server::start();
    let folder = Folder::new("").post("a", "", &links(&server, &["/gone"]));
    assert_eq!(folder.told(), Vec::<String>::new());
    assert_eq!(server.asked(), Vec::<String>::new());
    assert!(!folder.path().join(".offprint").exists());
}

#[test]
fn what_does_not_answer_is_told_and_not_remembered() {
    let closed = format!("http://127.0.0.1:{}/", closed_port());
    let folder = Folder::new("").post("a", "", &format!("[x]({closed})"));
    let found: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    assert_eq!(
        found,
        [format!("dead-link content/posts/a.md:6:5 `{closed}` is on a host that cannot be reached")]
    );
    let kept = std::fs::read_to_string(folder.path().join(".offprint/links.json")).expect("the cache");
    assert!(!kept.contains(&closed), "{kept}");
}

#[test]
fn a_host_that_is_silent_is_not_waited_for_at_every_address() {
    let server = Server::start();
    let paths: Vec<String> = (0..40).map(|number| format!("/hang/{number}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let folder = Folder::new("").post("a", "", &links(&server, &paths));
    let options = ExternalOptions { timeout: Duration::from_millis(50), attempts: 1, ..quick() };
    let found = ask(&folder, options).findings;
    assert_eq!(found.len(), 40);
    assert!(found.iter().all(|finding| finding.code == Code::DeadLink));
    assert!(found.iter().all(|finding| finding.message.ends_with("` does not answer in time")), "{found:?}");
    assert!(server.asked().len() <= 2, "{:?}", server.asked());
}

#[test]
fn a_host_that_speaks_no_https_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}/", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let folder = Folder::new("").post("a", "", &format!("[x]({url})"));
    let found: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    let [found] = found.as_slice() else { panic!("{found:?}") };
    // A machine without certificates knows no host.
    let is_told = found.contains("` does not answer as a web server does: ");
    assert!(is_told || found.contains("has no certificates"), "{found}");
}

#[test]
fn a_machine_without_a_network_is_told_once() {
    let closed = closed_port();
    let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
    let text: String = hosts.iter().map(|host| format!("[x](http://{host}:{closed}/)\n")).collect();
    let folder = Folder::new("").post("a", "", &text);
    let found: Vec<String> = ask(&folder, quick()).findings.iter().map(told).collect();
    assert_eq!(
        found,
        ["build-warning offprint.toml links to other sites were not checked: none of the hosts answers"]
    );
}
