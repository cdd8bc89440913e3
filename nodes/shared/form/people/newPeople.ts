import type { IExecuteFunctions } from 'n8n-workflow';
import { comparable } from '../../concur/company/findPeople';
import { namesIn } from '../../person/namesIn';
import { whoIs } from '../../run/itemOutcome';
import { isJsonObject } from '../../schema/attributes';
import type { UserForm } from '../readUserDocument';
import type { NewPerson } from './whoIsMeant';

/**
 * Finds those whom the rows of a run create by whatever names them; who is in SAP Concur already is found there. Rows that cannot be sent count, too: whoever names them
 * is to hear that, and not that they do not exist.
 * @param forms the forms that are right, by item index
 * @returns a function from a key to the people who have it, those first whose form is right
 */
export function newPeople(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, UserForm & { existing?: object }>,
): (key: string) => NewPerson[] {
	const byKey = new Map<string, NewPerson[]>();
	const add = (person: NewPerson) => {
		for (const key of new Set(person.keys.map(comparable))) {
			const known = byKey.get(key);
			if (known) known.push(person);
			else byKey.set(key, [person]);
		}
	};
	for (const [itemIndex, { document, existing }] of forms) {
		if (existing) continue;
		const names = namesIn(document);
		add({ itemIndex, ...names, keys: [...Object.values(names), ...emailsIn(document.emails)] });
	}
	for (const itemIndex of this.getInputData().keys()) {
		if (forms.has(itemIndex)) continue;
		const { userName, employeeNumber } = whoIs.call(this, itemIndex);
		const keys = [userName, employeeNumber].filter((key) => key !== undefined);
		add({ itemIndex, userName, employeeNumber, keys });
	}
	return (key) => byKey.get(comparable(key)) ?? [];
}

function emailsIn(emails: unknown): string[] {
	const entries: unknown[] = Array.isArray(emails) ? emails : [];
	return entries.flatMap((entry) =>
		isJsonObject(entry) && typeof entry.value === 'string' ? entry.value : [],
	);
}
