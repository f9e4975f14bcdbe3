/// A number with its noun: "1 word", "1493 words".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The number of a part of a series: "01".
pub fn part_number(part: u32) -> String {
    let digits = part.to_string();
    if part < 10 { ["0", &digits].concat() } else { digits }
}

#[cfg(test)]
mod tests {
    use super::{counted, part_number};

    #[test]
    fn one_is_singular_and_every_other_number_is_plural() {
        assert_eq!(counted(1, "post", "posts"), "1 post");
        assert_eq!(counted(0, "post", "posts"), "0 posts");
        assert_eq!(counted(21, "post", "posts"), "21 posts");
    }

    #[test]
    fn a_part_has_two_digits_at_least() {
        assert_eq!([0, 7, 12, 123].map(part_number), ["00", "07", "12", "123"]);
    }
}
