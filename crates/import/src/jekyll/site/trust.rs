//! Whether a text needs its HTML to be trusted.

/// HTML that sanitising would take away stands in a text, outside code as far as a quick look can tell.
pub(super) fn needs_trust(body: &str) -> bool {
    let mut in_fence = false;
    body.lines().any(|line| {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            in_fence = !in_fence;
        }
        if in_fence || line.starts_with("    ") || line.starts_with('\t') || !line.contains('<') {
            return false;
        }
        // What stands in code within the line is only shown.
        let shown: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        let elements = [
            "<script", "<iframe", "<style", "<form", "<object", "<embed", "<svg", "<input", "<button",
            "<canvas",
        ];
        let attributes = [" style=", " onclick=", " onload=", " onerror=", " onmouseover=", " onsubmit="];
        elements.iter().any(|element| shown.contains(element))
            || shown.contains('<') && attributes.iter().any(|attribute| shown.contains(attribute))
    })
}
