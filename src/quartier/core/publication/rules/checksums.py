"""Whether a row of digits is a number of the kind that it looks like. Digits come as text without spaces."""

TAX_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)


def is_card(digits: str) -> bool:
    """Payment cards: 13 to 19 digits with the sum of ISO/IEC 7812-1 annex B (Luhn).

    >>> is_card("4111111111111111"), is_card("4111111111111112")
    (True, False)
    """
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Bank accounts after ISO 13616: the rest by 97 is 1.

    >>> is_iban("BE68539007547034"), is_iban("BE68539007547035")
    (True, False)
    """
    if not 15 <= len(text) <= 34 or not text[2:4].isdigit():
        return False
    number = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return int(number) % 97 == 1


def is_ua_tax(digits: str) -> bool:
    """Tax numbers of Ukraine (РНОКПП): ten digits, the last is the weighted sum by 11 and 10.

    >>> is_ua_tax("2345678902"), is_ua_tax("2345678905")
    (True, False)
    """
    if len(digits) != 10:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(TAX_WEIGHTS, digits[:9], strict=True))
    return total % 11 % 10 == int(digits[9])


def is_be_national(digits: str) -> bool:
    """National register numbers of Belgium: 97 minus the rest by 97; who was born after 1999 has a 2 before.

    >>> is_be_national("85073003328"), is_be_national("85073003329")
    (True, False)
    """
    if len(digits) != 11:
        return False
    given = int(digits[9:])
    return given in (97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97)


def is_fr_social(text: str) -> bool:
    """Social security numbers of France (NIR) with their key; 2A and 2B count as 19 and 18.

    >>> is_fr_social("255081416802538"), is_fr_social("255081416802539")
    (True, False)
    """
    body, key = text[:13].replace("2A", "19").replace("2B", "18"), text[13:]
    return len(text) == 15 and body.isdigit() and key.isdigit() and 97 - int(body) % 97 == int(key)


def is_nhs(digits: str) -> bool:
    """NHS numbers: ten digits, the last by 11.

    >>> is_nhs("9434765919"), is_nhs("9434765918")
    (True, False)
    """
    if len(digits) != 10:
        return False
    total = sum((10 - place) * int(digit) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])
