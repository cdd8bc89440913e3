/** HTML's names of the letters from U+00C0 to U+00FF, in the order of Unicode. */
const latin1 =
	'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const named = new Map([
	...latin1.split(' ').map((name, index) => [name, String.fromCharCode(0xc0 + index)] as const),
	...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '' }),
	...Object.entries({
		Scaron: 'Š',
		scaron: 'š',
		Zcaron: 'Ž',
		zcaron: 'ž',
		OElig: 'Œ',
		oelig: 'œ',
		Yuml: 'Ÿ',
	}),
	...Object.entries({ rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', ndash: '–', mdash: '—' }),
]);

/** Returns a text with its HTML codes in plain letters: 'Müller' for 'M&uuml;ller'; undefined when it has none. */
export function decodedEntities(text: string): string | undefined {
	if (!text.includes('&')) return undefined;
	const decoded = text.replace(/&(#?\w{1,8});/g, (code, name: string) => characterOf(name) ?? code);
	return decoded === text ? undefined : decoded;
}

function characterOf(name: string): string | undefined {
	const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name) ?? [];
	if (hex === undefined && decimal === undefined) return named.get(name);
	const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
