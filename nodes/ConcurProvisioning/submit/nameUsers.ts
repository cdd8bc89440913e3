import chunk from 'lodash/chunk';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { comparison } from '../../shared/concur/filter';
import { searchOnce } from '../../shared/concur/identitySearch';
import { namesPerSearch, type Names } from '../../shared/concur/lostUsers';
import { urgent } from '../../shared/concur/patience';
import { namesIn, namesInRow } from '../../shared/person/namesIn';
import { urn } from '../../shared/schema/attributes';
import { isSameText } from '../../shared/schema/listEntries';
import type { Submission } from './submission';

const attributes = ['id', 'userName', `${urn.enterprise}:employeeNumber`];

/**
 * The submissions with the names of their users, for whoever reads what became of them. A user who was chosen by UUID
 * is named by the item if it is about this very user, otherwise by SAP Concur: a user name that is sent can be a new
 * one. A search that fails stops nothing; then only the employee number of the form is left.
 */
export async function nameUsers(
	this: IExecuteFunctions,
	submissions: Submission[],
): Promise<Submission[]> {
	const items = this.getInputData();
	const named = submissions.map((submission) => {
		const { itemIndex, userId, userName, values = {} } = submission;
		const json: IDataObject = items[itemIndex]?.json ?? {};
		const isOwn = userId && [json.id, json.userId].some((id) => isSameText(id, userId));
		const isKnown = isOwn && !userName && !values.userName && !values.employeeNumber;
		return isKnown ? { ...submission, ...namesInRow(json) } : submission;
	});
	const nameless = named.filter(({ userId, userName }) => userId && !userName);
	const found = await namesById.call(this, nameless);
	return named.map((submission) => {
		const { userId, userName, values = {} } = submission;
		if (!userId || userName) return submission;
		const { employeeNumber } = namesInRow(values);
		return { ...(employeeNumber ? { employeeNumber } : {}), ...submission, ...found.get(userId) };
	});
}

/** Users who are not found are missing in the result, and so are all once a search fails. */
async function namesById(
	this: IExecuteFunctions,
	submissions: Submission[],
): Promise<Map<string, Names>> {
	const names = new Map<string, Names>();
	const ids = submissions.map(({ userId }) => String(userId));
	try {
		for (const some of chunk(ids, namesPerSearch)) {
			const filter = some.map((id) => comparison('id', 'eq', id)).join(' or ');
			const users = await searchOnce(this, filter, attributes, some.length, urgent);
			for (const user of users) names.set(user.id.toLowerCase(), namesIn(user));
		}
	} catch {
		// Names are a help to read the result; the write does not depend on them.
	}
	return names;
}
