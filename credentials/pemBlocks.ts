// Finds keys and certificates in a text.

export interface PemBlock {
	/** What stands behind BEGIN, without white space: 'CERTIFICATE', 'PUBLICKEY'. */
	label: string;
	base64: string;
	/** Where the block begins in the text. */
	at: number;
	/** The first position behind it. */
	end: number;
}

/** A label and base64; white space may have been lost or added anywhere on the way through a field of one line. */
const block = /-----\s*BEGIN([A-Z0-9\s]+)-----([^-]*)-----\s*END[A-Z0-9\s]+-----/g;

/** Lists the whole PEM blocks of a text, in its order; what is cut off is not among them. */
export function pemBlocks(text: string): PemBlock[] {
	return [...text.matchAll(block)].map(({ 0: whole, 1: label = '', 2: base64 = '', index }) => ({
		label: label.replace(/\s/g, ''),
		base64,
		at: index,
		end: index + whole.length,
	}));
}
