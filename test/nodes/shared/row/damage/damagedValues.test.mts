import { describe, expect, it } from 'vitest';
import { damageIn } from '../../../../../nodes/shared/row/damage/damagedValues.ts';

const errors = {
	English: '#N/A #VALUE! #REF! #DIV/0! #NUM! #NAME? #NULL! #SPILL! #CALC! #GETTING_DATA',
	'Google Sheets': '#ERROR! #N/A Loading...',
	LibreOffice: 'Err:502 Err:508 #MACRO?',
	German: '#NV #WERT! #BEZUG! #DIV/0! #ZAHL! #NAME? #NULL! #ÜBERLAUF! #DATEN_ABRUFEN',
	French: '#N/A #VALEUR! #REF! #DIV/0! #NOMBRE! #NOM? #NUL!',
	Spanish: '#N/A #N/D #¡VALOR! #¡REF! #¡DIV/0! #¡NUM! #¿NOMBRE? #¡NULO!',
	Italian: '#N/D #VALORE! #RIF! #DIV/0! #NUM! #NOME? #NULLO!',
	Portuguese: '#N/D #VALOR! #REF! #DIV/0! #NÚM! #NOME? #NULO!',
	Dutch: '#N/B #WAARDE! #VERW! #DEEL/0! #GETAL! #NAAM? #LEEG!',
	Polish: '#N/D! #ARG! #ADR! #DZIEL/0! #LICZBA! #NAZWA? #PUSTE!',
	Czech: '#HODNOTA! #ODKAZ! #DĚLENÍ_NULOU! #ČÍSLO! #NÁZEV? #NENÍ_K_DISPOZICI',
	Nordic: '#I/T #VÆRDI! #SAKNAS! #VÄRDEFEL! #ARVO! #PUUTTUU!',
	Russian: '#Н/Д #ЗНАЧ! #ССЫЛКА! #ДЕЛ/0! #ЧИСЛО! #ИМЯ? #ПУСТО!',
	Turkish: '#YOK #DEĞER! #BAŞV! #SAYI/0! #AD?',
	'a column that is too narrow': '### ########',
};

it.each(Object.entries(errors))(
	'errors of a spreadsheet are refused everywhere: %s',
	(_, words) => {
		for (const word of words.split(' ')) {
			for (const format of [undefined, 'personNumber', 'phone', 'email']) {
				expect(damageIn(word, format), word).toMatchObject({
					problem: 'contains a spreadsheet error',
				});
			}
		}
	},
);

describe('damage of a text', () => {
	it.each<[text: string, problem: string, guess?: string]>([
		['undefined', 'stands for "no value"'],
		['NaN', 'stands for "no value"'],
		['[object Object]', 'stands for a whole object'],
		['M\ufffdller', 'contains a character that was lost when the file was read'],
		['Mï¿½ller', 'contains a character that was lost when the file was read'],
		['MÃ¼ller', 'was read with the wrong encoding', 'Müller'],
		['MÃœLLER', 'was read with the wrong encoding', 'MÜLLER'],
		['MartÃ\u00adnez', 'was read with the wrong encoding', 'Martínez'],
		['Siân Oâ€™Brien'.replace('â', 'Ã¢'), 'was read with the wrong encoding', 'Siân O’Brien'],
		['MichaÅ‚', 'was read with the wrong encoding', 'Michał'],
		['Nguyá»…n VÄƒn', 'was read with the wrong encoding', 'Nguyễn Văn'],
		['ÐœÐ°Ñ€Ð¸Ñ\u008f', 'was read with the wrong encoding', 'Мария'],
		['çŽ‹å°\u008fæ˜Ž', 'was read with the wrong encoding', '王小明'],
		['Kim ðŸ˜€', 'was read with the wrong encoding', 'Kim 😀'],
		['ï»¿Kim', 'was read with the wrong encoding', 'Kim'],
		['Kim \ud83d', 'contains half of a character'],
		['\ude00 Kim', 'contains half of a character'],
		['Kim\u0000', 'contains a control character (U+0000)'],
		['Kim\u000bDoe', 'contains a control character (U+000B)'],
		['Kim\u0085Doe', 'contains a control character (U+0085)'],
		['Kim_x000D_Doe', 'contains _x000D_, which a spreadsheet writes for a line break'],
		['Kim\u200bDoe', 'contains an invisible character (U+200B)'],
		['Kim\u00adDoe', 'contains an invisible character (U+00AD)'],
		['Kim\u202eDoe', 'contains an invisible character (U+202E)'],
		['Kim\ufeffDoe', 'contains an invisible character (U+FEFF)'],
		['M&uuml;ller', 'contains codes of HTML', 'Müller'],
		['Se&#241;or', 'contains codes of HTML', 'Señor'],
		['Se&#xF1;or', 'contains codes of HTML', 'Señor'],
		['R&amp;D', 'contains codes of HTML', 'R&D'],
		['O&apos;Brien', 'contains codes of HTML', "O'Brien"],
		['="00123"', 'is a formula with which a file keeps leading zeros', '00123'],
		['1.23457E+15', 'is a number that a spreadsheet has shortened, so digits are lost'],
	])('%j is refused in every field: %s', (text, problem, guess) => {
		for (const format of [undefined, 'personNumber', 'unit', 'email']) {
			const found = damageIn(text, format);
			expect(found).toMatchObject({ problem });
			expect(/Did you mean "(.*)"\?/.exec(found!.cure)?.[1]).toBe(guess);
		}
	});

	it.each<[text: string, format: string, problem: string, guess?: string]>([
		['10023.0', 'personNumber', 'looks like a number that a spreadsheet has changed', '10023'],
		['10023,00', 'personNumber', 'looks like a number that a spreadsheet has changed', '10023'],
		[
			'+4915112345678.0',
			'phone',
			'looks like a number that a spreadsheet has changed',
			'+4915112345678',
		],
		['10115.0', 'postalCode', 'looks like a number that a spreadsheet has changed', '10115'],
		['4711.0', 'code', 'looks like a number that a spreadsheet has changed', '4711'],
		['1000.0', 'unit', 'looks like a number that a spreadsheet has changed', '1000'],
		[
			"'00123",
			'personNumber',
			'begins with an apostrophe, which a spreadsheet puts before text',
			'00123',
		],
		['’E12', 'code', 'begins with an apostrophe, which a spreadsheet puts before text', 'E12'],
		[
			"'+4915112345678",
			'phone',
			'begins with an apostrophe, which a spreadsheet puts before text',
			'+4915112345678',
		],
		['4,91512E+12', 'phone', 'is a number that a spreadsheet has shortened, so digits are lost'],
		['1E+12', 'code', 'is a number that a spreadsheet has shortened, so digits are lost'],
		['20001\n20002', 'personNumber', 'contains a line break'],
		['20001\t20002', 'personNumber', 'contains a tab'],
		['20\u200d001', 'personNumber', 'contains an invisible character (U+200D)'],
		['DE\u200f', 'ISO3166-1-alpha2', 'contains an invisible character (U+200F)'],
		...['null', 'NULL', 'None', 'nan', 'n/a', 'N.A.', 'TBD', '#', '-', '??', '—'].map(
			(text): [string, string, string] => [text, 'personNumber', 'stands for "no number"'],
		),
		['EMP-undefined', 'personNumber', 'contains "undefined" in place of a missing value'],
		['EMPundefined', 'personNumber', 'contains "undefined" in place of a missing value'],
		['20001null', 'personNumber', 'contains "null" in place of a missing value'],
		['NaN-1', 'personNumber', 'contains "NaN" in place of a missing value'],
		[
			'jane.undefined@example.com',
			'user@domain',
			'contains "undefined" in place of a missing value',
		],
		[
			'[object Object]@example.com',
			'email',
			'contains "[object Object]" in place of a missing value',
		],
		['jane.NaN@example.com', 'email', 'contains "NaN" in place of a missing value'],
		// The second letter is Cyrillic, the others are not.
		['jаne@example.com', 'user@domain', 'contains "jаne", which has letters of two alphabets'],
		['jane@exаmple.com', 'email', 'contains "exаmple", which has letters of two alphabets'],
		['ΑB12', 'personNumber', 'contains "ΑB12", which has letters of two alphabets'],
		['ｊane@example.com', 'user@domain', 'contains full-width characters', 'jane@example.com'],
		['２０００１', 'personNumber', 'contains full-width characters', '20001'],
		['０３-1234-5678', 'phone', 'contains full-width characters', '03-1234-5678'],
		['１００－０００１', 'postalCode', 'contains full-width characters', '100-0001'],
		['Ｅ12', 'code', 'contains full-width characters', 'E12'],
	])('%j is refused in a field for %s: %s', (text, format, problem, guess) => {
		const found = damageIn(text, format);
		expect(found).toMatchObject({ problem });
		expect(/Did you mean "(.*)"\?/.exec(found!.cure)?.[1]).toBe(guess);
	});
});

describe('genuine texts', () => {
	const texts = [
		...['Null', 'NULL', 'null', 'Nan', 'nan', 'None', 'Undefined', 'Undefined Ltd', 'N/A', 'TBD'],
		...["O'Brien", 'D"Arc', "'t Hooft", "'s-Gravenhage", 'A\\B', 'A$&B', '100%', '{{ 1+1 }}'],
		...[
			'王小明',
			'김철수',
			'محمد',
			'שרה',
			'สมชาย',
			'Мария',
			'Γιώργος',
			'Nguyễn Văn',
			'Łukasz',
			'Șerban',
		],
		...[
			'JOÃO',
			'IRMÃ',
			'ROMÃ\u00a0SILVA',
			'São',
			'CONCEIÇÃO',
			'MAÑANA',
			'ÅSE',
			'Ängström',
			'Ødegård',
		],
		...[
			'CAFÉ™',
			'CAFÉ’S',
			'MARCHÉ»',
			'Baláž’s',
			'MÍŠA',
			'KÔŠ',
			'Úžice',
			'TÓŠA',
			'L’ÉTÉ',
			'N°',
			'1ª',
		],
		...['Kim 😀', '👩‍💻', 'می‌خواهم', 'क्‍ष', 'רחוב 5\u200f, תל אביב', 'First\nSecond', 'Tab\tStop'],
		...[
			'AT&T;',
			'R&D',
			'Fish & Chips; Ltd',
			'Q&A; etc.',
			'&',
			'X Æ A-12',
			'4E100',
			'1E5',
			'#1',
			'#2 Team',
		],
		...[
			'=',
			'=A1',
			'1.000',
			'2.0',
			'007',
			'+49 170 1',
			'-',
			'—',
			'.',
			'#',
			'Err',
			'Loading dock',
			"'90s",
		],
	];

	it.each(texts)('%j passes', (text) => {
		expect(damageIn(text)).toBeUndefined();
	});

	it.each<[format: string, texts: string[]]>([
		[
			'personNumber',
			[
				'00123',
				'0',
				'A-17',
				'4E100',
				'1E5',
				'NULL-7',
				'Nullmeier',
				'1.000',
				'10.5',
				'N-null1a'.replace('null', 'll'),
			],
		],
		['code', ['営業部Ａ', '1.000', '10.20', 'N/A', 'NULL', '4E100', "X'1"]],
		['unit', ["'t Groene Huis", 'Research\nand Development', 'Industry 4.0', 'می‌خواهم']],
		['phone', ['+49 (170) 123-45', '4915112345678', '110']],
		['postalCode', ['10115', 'SW1A 1AA', '1011 AB']],
		[
			'email',
			[
				"siobhan.o'brien@example.com",
				'jane+hr@example.com',
				'nan.li@example.com',
				'Kim.Nan@example.com',
			],
		],
		[
			'user@domain',
			[
				'иван@пример.рф',
				'ivan.иванов@example.com',
				'γιώργος@example.gr',
				'王@例子.中国',
				'jennifer.null@example.com',
				'nan@example.com',
			],
		],
	])('pass in a field for %s', (format, genuine) => {
		for (const text of genuine) expect(damageIn(text, format), text).toBeUndefined();
	});
});
