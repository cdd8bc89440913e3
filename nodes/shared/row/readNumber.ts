import { quoted, type Finding } from '../schema/fieldIssue';
import type { Beside } from '../schema/reading';
import { amountIn, plainDigits, styleBeside } from './amount';

const notWhole: Finding = {
	problem: 'is not a whole number',
	cure: 'Use digits only, such as 12.',
};
const notDecimal: Finding = {
	problem: 'is not a number',
	cure: 'Use only digits and a decimal point, such as 1250.50.',
};

/** Reads a whole number from a number or from text with digits only. */
export function readInteger(sent: unknown): { value: number } | Finding {
	return readDigits(sent, /^-?\d+$/, notWhole);
}

/**
 * Reads a number from a number or from text: with a decimal point, or as people write an amount, with separators and a
 * currency around it. A text such as 1.000 is a thousand in one country and one in another: the column or the row says
 * which, otherwise it is not read.
 */
export function readDecimal(
	sent: unknown,
	beside: Partial<Beside> = {},
): { value: number; notice?: string } | Finding {
	if (typeof sent !== 'string') return readDigits(sent, plainDecimal, notDecimal);
	const amount = amountIn(sent);
	if (amount === undefined) return readDigits(sent, plainDecimal, notDecimal);
	const { digits, isUnclear } = amount;
	const style = isUnclear ? styleBeside(digits, beside) : undefined;
	if (isUnclear && style === undefined) return twoAmounts(digits);
	const reading = readDigits(plainDigits(digits, style), plainDecimal, notDecimal);
	if (!('value' in reading) || (plainDecimal.test(sent.trim()) && !isUnclear)) return reading;
	return { ...reading, notice: `${quoted(sent)} was read as ${reading.value}` };
}

const plainDecimal = /^-?\d+(\.\d+)?$/;

function twoAmounts(digits: string): Finding {
	const small = digits.replace(',', '.');
	const large = digits.replace(/[.,]/, '');
	return {
		problem: `can be read as ${Number(small)} or as ${Number(large)}`,
		cure: `Use ${large} without a separator, or ${small}0 with four decimals.`,
	};
}

function readDigits(sent: unknown, shape: RegExp, finding: Finding): { value: number } | Finding {
	const text = typeof sent === 'string' || typeof sent === 'number' ? String(sent).trim() : '';
	if (!shape.test(text)) return finding;
	if (typeof sent === 'number') return { value: sent };
	const digits = text.replace(/^-?0*|\./g, '');
	return digits.length > mostDigits ? tooManyDigits : { value: Number(text) };
}

/** Digits that a number of JavaScript and of JSON keeps in any case. */
const mostDigits = 15;

const tooManyDigits: Finding = {
	problem: `has more than ${mostDigits} digits, so the last ones would be lost`,
	cure: `Use at most ${mostDigits} digits.`,
};

/** Finds what is wrong with a number that was rounded on its way (JSON keeps whole numbers up to 2^53 - 1) or is none at all. */
export function inexactFinding(sent: number): Finding | undefined {
	if (!Number.isFinite(sent)) {
		return {
			problem: 'is the result of a calculation without numbers',
			cure: 'Check the expression that makes this value: a column that it uses is empty or is not a number.',
		};
	}
	if (Math.abs(sent) <= Number.MAX_SAFE_INTEGER) return undefined;
	return {
		problem: 'has lost its last digits, because it is too long for a number',
		cure: 'Send it as text from the source on. In JSON, put it in quotation marks.',
	};
}
