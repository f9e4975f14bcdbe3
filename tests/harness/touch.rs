//! A reader's finger, and the input method of a reader whose letters take more than one key.

use super::browser::Browser;
use serde_json::{Value, json};

impl Browser {
    /// A phone: a window of this size whose pointer is a finger.
    pub async fn become_a_phone(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", touch).await;
    }

    /// Taps the first element that a selector finds, scrolled into view. Nothing may lie over it.
    pub async fn tap(&self, selector: &str) {
        let name = json!(selector);
        self.wait(&format!("`{selector}`"), &format!("document.querySelector({name})")).await;
        let find = format!(
            "const element = document.querySelector({name});
             element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const box = element.getClientRects()[0];
             const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
             const hit = document.elementFromPoint(x, y);
             return [x, y, element.contains(hit) || hit?.contains(element)];"
        );
        let (x, y, free): (f64, f64, bool) = self.value(&find).await;
        assert!(free, "something lies over `{selector}`");
        let touch = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
        let start = touch("touchStart", json!([{ "x": x, "y": y }]));
        self.devtools("Input.dispatchTouchEvent", start).await;
        self.devtools("Input.dispatchTouchEvent", touch("touchEnd", json!([]))).await;
    }

    /// Shows text that an input method is still composing at the caret.
    pub async fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.devtools("Input.imeSetComposition", composition).await;
    }

    /// Ends the composition with this text.
    pub async fn compose_finally(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }
}
