/// A number with its noun: "1 word", "1493 words".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_singular_and_every_other_number_is_plural() {
        assert_eq!(counted(1, "post", "posts"), "1 post");
        assert_eq!(counted(0, "post", "posts"), "0 posts");
        assert_eq!(counted(21, "post", "posts"), "21 posts");
    }
}
