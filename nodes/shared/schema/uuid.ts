const hex = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const anywhere = new RegExp(hex, 'i');
const whole = new RegExp(`^${hex}$`, 'i');

/** Whether a text is a UUID, in upper or lower case. */
export function isUuid(text: string): boolean {
	return whole.test(text);
}

/** The first UUID in a text such as a status URL; undefined without one. */
export function uuidIn(text: string): string | undefined {
	return anywhere.exec(text)?.[0];
}
