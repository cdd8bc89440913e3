import type { IDataObject } from 'n8n-workflow';

/** Fields with what somebody loses: the roles, each of which can have a field of its own, and the products. */
const isRight = (field: string) => field === 'entitlements' || field.startsWith('role');

/** Whether a change of an update takes away an active account, roles, or products, or ends it on a day. Pure. */
export function takesAway({ field, from, to }: IDataObject): boolean {
	if (field === 'active') return String(to) === 'false' && String(from) !== 'false';
	if (field === 'terminationDate') return isFilled(to) && !(isFilled(from) && to > from);
	if (typeof field !== 'string' || !isRight(field)) return false;
	const kept = new Set(textsIn(to));
	return textsIn(from).some((text) => !kept.has(text));
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

const textsIn = (value: unknown): string[] =>
	[value]
		.flat()
		.filter((one) => one !== null && one !== undefined && one !== false)
		.map(String);
