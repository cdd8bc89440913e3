/** How a heading says which form its dates have: "TT.MM.JJJJ", "jj/mm/aaaa", "yyyy-mm-dd hh:mm". */
const part = '(?:d{1,2}|t{1,2}|j{1,4}|m{1,4}|y{2,4}|a{2,4})';
const dateForm = new RegExp(`^${part}(?:[./\\- ]?${part}){1,2}(?:[ t]hh:mm(?::ss)?)?$`);

const yes = 'y|yes|j|ja|o|oui|s|si|sí|true|wahr|vrai|verdadero|1';
const no = 'n|no|nein|non|false|falsch|faux|falso|0';
const yesOrNo = new RegExp(`^(?:(?:${yes})\\s*[/|]\\s*(?:${no})|(?:${no})\\s*[/|]\\s*(?:${yes}))$`);

/** Of a field that must or need not be filled, in the languages of the headings. */
const needed = new Set([
	...['required', 'required field', 'mandatory', 'mandatory field', 'optional'],
	...['pflicht', 'pflichtfeld', 'pflichtangabe', 'erforderlich', 'freiwillig'],
	...['obligatoire', 'champ obligatoire', 'requis', 'requise', 'facultatif', 'facultative'],
	...['optionnel', 'optionnelle', 'obligatorio', 'obligatoria', 'campo obligatorio'],
	...['requerido', 'requerida', 'opcional'],
]);

/** ADP's reports name the part of the record behind each heading: "Job Title (Employment Profile - Position)". */
const section = /^(?:personal|employment) profile(?: - .*)?$/;

const inBrackets = /\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\}/g;

/**
 * The heading without bracketed notes about the form of its values: "Hire Date (MM/DD/YYYY)" is "Hire Date". Other
 * brackets stay, because they say what is meant: "Phone (home)". Pure.
 */
export const withoutFormNotes = (heading: string) =>
	heading
		.normalize('NFKC')
		.replace(inBrackets, (whole: string, round?: string, square?: string, curly?: string) => {
			return notesIn(round ?? square ?? curly).every(isNote) ? ' ' : whole;
		});

/** Whether a note says that the values are yes and no: "Manager (yes/no)" is not who somebody's manager is. Pure. */
export const asksYesOrNo = (heading: string) =>
	[...heading.normalize('NFKC').matchAll(inBrackets)].some(([, round, square, curly]) =>
		notesIn(round ?? square ?? curly).some((note) => yesOrNo.test(note)),
	);

const notesIn = (inside = '') => inside.split(/[,;]/).map((note) => note.trim().toLowerCase());

function isNote(text: string): boolean {
	const hasWord = /[\p{L}\p{N}%]/u.test(text);
	return (
		!hasWord || section.test(text) || dateForm.test(text) || yesOrNo.test(text) || needed.has(text)
	);
}
