/** A time of day by a clock of 24 hours. */
export interface TimeOfDay {
	/** HH:mm:ss, with fractions of a second where they were written. */
	clock: string;
	/** As ISO 8601 writes it; '' where none was written, which is the source's own clock. */
	offset: string;
	/** Written with AM or PM. */
	isHalfDay: boolean;
}

const shape =
	/^(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?<fraction>[.,]\d{1,9})?)?(?:\s?(?<half>[ap])\.?\s?m\.?)?(?:\s?(?<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?$/i;

/**
 * Reads the time behind a date; undefined for one that cannot be read. Not 24:00, which is the end of one day for people
 * and the start of the next one for programs.
 */
export function timeOfDay(text: string): TimeOfDay | undefined {
	const parts = shape.exec(text)?.groups;
	if (!parts) return undefined;
	const { hour, minute, second = '00', fraction = '', half = '', offset = '' } = parts;
	const written = Number(hour);
	const isHalfDay = half !== '';
	if (isHalfDay ? written < 1 || written > 12 : written > 23) return undefined;
	const isAfternoon = half.toLowerCase() === 'p';
	const full = isHalfDay ? (written % 12) + (isAfternoon ? 12 : 0) : written;
	return {
		clock: `${String(full).padStart(2, '0')}:${minute}:${second}${fraction}`,
		offset: /^[a-z]/i.test(offset) ? 'Z' : offset,
		isHalfDay,
	};
}
