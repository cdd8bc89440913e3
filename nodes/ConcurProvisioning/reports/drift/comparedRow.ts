// Room drift: what of HR's rows differs from SAP Concur, and who of SAP Concur is in no row.
// The comparison itself is that of Plan: here is only what a report reads, says, or leaves out besides.
import omitBy from 'lodash/omitBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { saysLeft } from '../../../shared/form/existing/inactive';
import { standardKind, type MatchKind } from '../../../shared/form/existing/matchFields';
import { keysOfRow, meet, resolveMet } from '../../../shared/form/existing/resolveUpsert';
import type { UpsertForm } from '../../../shared/form/existing/upsertForm';
import { keysIn } from '../../../shared/form/existing/whoIsThere';
import type { UserForm } from '../../../shared/form/readUserDocument';
import type { UserDocument } from '../../../shared/person/userDocument';
import { isKnownToBeEmpty } from '../../../shared/person/compare/known';
import type { Key } from '../../../shared/concur/existing/keys';
import { parameterOf } from '../../../shared/run/parameters/parameterOf';
import { extensions, isJsonObject, urn } from '../../../shared/schema/attributes';
import { fieldsById } from '../../../shared/schema/flatFields';
import { rowPlanning, type RowPlanning } from '../../plan/planAll';

/** What is known of a row beside its plan. */
export interface ComparedRow {
	/** All that names its person. */
	keys: Key[];
	/** Where only one side has the person as active. */
	standing?: 'inactiveInHr' | 'inactiveInConcur';
	/** IDs of the fields whose value in SAP Concur the app cannot read. */
	unread: string[];
	/** Whether the row says something of a travel profile that was not compared. */
	leavesTravelOut?: true;
}

/**
 * How a row is compared: as Plan does it, without the travel data of those who are there unless the form says so.
 * @param rows gets what is known of each row whose fields could be read
 */
export function comparing(rows: Map<number, ComparedRow>): RowPlanning {
	return {
		async check(itemIndex) {
			const form = await rowPlanning.check.call(this, itemIndex);
			const matchBy = parameterOf.call(this, 'matchBy', itemIndex, standardKind) as MatchKind;
			const keys = keysIn(form.document, matchBy, form.depending?.ifNew.fieldIds);
			rows.set(itemIndex, { keys: keysOfRow(keys), unread: [] });
			return form;
		},

		resolve: resolveMet<UserForm>('provisioning', async function (forms, failed) {
			const met = await meet.call(this, forms, 'provisioning', failed);
			if (this.getNodeParameter('options.compareTravel', 0, false) === true) return met;
			for (const [itemIndex, form] of met) {
				const row = rows.get(itemIndex);
				if (!form.existing || !row || !Object.keys(form.document).some(isOfTravel)) continue;
				row.leavesTravelOut = true;
				met.set(itemIndex, withoutTravel(form));
			}
			return met;
		}),

		async complete(itemIndex, form) {
			const planned = await rowPlanning.complete.call(this, itemIndex, form);
			const row = rows.get(itemIndex);
			if (row && form.existing) {
				row.standing = standingOf.call(this, form);
				row.unread = unreadIn(planned.changes ?? [], form.existing);
			}
			return planned;
		},
	};
}

const isOfTravel = (schema: string) => extensions[schema]?.area === 'travel';

/** Its people are not looked up either. */
function withoutTravel(form: UpsertForm): UpsertForm {
	return {
		...form,
		document: omitBy(form.document, (_, schema) => isOfTravel(schema)) as UserDocument,
		references: form.references.filter(
			({ fieldId }) => !isOfTravel(fieldsById.get(fieldId)?.path.schema ?? ''),
		),
	};
}

function standingOf(
	this: IExecuteFunctions,
	{ document, existing }: UpsertForm,
): ComparedRow['standing'] {
	if (existing?.active === false) return document.active === true ? 'inactiveInConcur' : undefined;
	return saysLeft.call(this, document) ? 'inactiveInHr' : undefined;
}

/** Fields that are changed because nothing of them was shown, although there may be something. */
function unreadIn(changes: IDataObject[], existing: IDataObject): string[] {
	return changes.flatMap(({ field, from }) => {
		const { schema = '', steps = [] } = fieldsById.get(String(field))?.path ?? {};
		const name = steps[0]?.name;
		const own = schema === urn.core ? existing : existing[schema];
		if (from !== null || name === undefined || (isJsonObject(own) && own[name] !== undefined)) {
			return [];
		}
		const parts = ['identity', 'spend', 'travel'] as const;
		return isKnownToBeEmpty(schema, name, existing, parts) ? [] : [String(field)];
	});
}
