const hex = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const anywhere = new RegExp(hex, 'i');
const whole = new RegExp(`^${hex}$`, 'i');

/** Whether a text is a UUID, in upper or lower case. */
export function isUuid(text: string): boolean {
	return whole.test(text);
}

/** A UUID that was written without its hyphens, with them; any other text as it is. */
export function hyphenated(text: string): string {
	return text.replace(
		/^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i,
		'$1-$2-$3-$4-$5',
	);
}

/** The first UUID in a text such as a status URL; undefined without one. */
export function uuidIn(text: string): string | undefined {
	return anywhere.exec(text)?.[0];
}
