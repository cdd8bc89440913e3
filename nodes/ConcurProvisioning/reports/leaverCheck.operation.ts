import omit from 'lodash/omit';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { holdersIn } from '../../shared/concur/existing/company';
import { hiddenActive } from '../../shared/concur/existing/doubts';
import { readEverybody } from '../../shared/concur/existing/everybody';
import { distinct, nameOf } from '../../shared/concur/existing/keys';
import type { IdentityUser } from '../../shared/concur/identitySearch';
import { pause } from '../../shared/concur/pause';
import {
	chosenUser,
	keyOf,
	onlyUser,
	userLocator,
	type ChosenUser,
} from '../../shared/form/userLocator';
import { whoIs } from '../../shared/run/itemOutcome';
import { limitToOption, withRequestsAtATime } from '../../shared/run/loop/requestsAtATime';
import { asNodeError } from '../../shared/run/nodeError';
import { itemsAtOnce, type BatchOperation, type ItemResult } from '../../shared/run/operation';
import { optionsField } from '../../shared/run/parameters/optionsField';
import { urn } from '../../shared/schema/attributes';
import { checkLeavers, type Leaver } from './leavers/checkLeavers';
import { refusedLeaver } from './leavers/leaverItems';
import { readCompany } from './leavers/readCompany';

/** What names a user, whether the user is active, and the manager. */
const attributes = ['id', 'userName', 'name', 'active', 'emails', 'externalId', urn.enterprise];

export const leaverCheck: BatchOperation = {
	name: 'Leaver Check',
	action: 'Check who depends on people who leave',
	description:
		'Find everybody who would lose a manager, approver, or delegate when these people leave, and whom to ask. Nothing is changed.',
	saysWhatItIsAbout: true,
	fields: withRequestsAtATime([
		{ ...userLocator, description: `Who leaves. ${userLocator.description}.` },
		optionsField([
			{
				displayName: 'Check Travel Approvers',
				name: 'checkTravelApprovers',
				type: 'boolean',
				default: false,
				description:
					'Whether to find those who lose a travel approver, too. SAP Concur shows these only one user at a time: 10,000 users take 10,000 requests.',
			},
			{
				displayName: 'Include Details',
				name: 'includeDetails',
				type: 'boolean',
				default: true,
				description:
					"Whether each item also lists who leaves and each single loss, for expressions. Without these lists, a person takes few lines in n8n's table.",
			},
			{
				displayName: 'Include Inactive People',
				name: 'includeInactive',
				type: 'boolean',
				default: false,
				description: 'Whether to list those, too, who are inactive or leave themselves in this run',
			},
		]),
	]),

	async executeAll() {
		limitToOption.call(this);
		const { chosen, refused } = await readForms.call(this);
		if (chosen.size === 0) return refused;
		const users = await readEverybody(this, { attributes });
		if (users.every(({ active }) => active === undefined)) throw hiddenActive(this);
		const leavers = await leaversIn.call(this, users, chosen, refused);
		if (leavers.size === 0) return sortBy(refused, 'itemIndex');
		const isOn = (option: string, standard: boolean) =>
			this.getNodeParameter(`options.${option}`, 0, standard) === true;
		const isIncluded = isOn('includeInactive', false);
		const counts = ({ id, active }: IdentityUser) =>
			isIncluded || (active !== false && !leavers.has(id));
		const travellers = isOn('checkTravelApprovers', false) ? users.filter(counts) : [];
		const company = await readCompany.call(this, users, travellers);
		const results = await checkLeavers.call(this, company, leavers, counts);
		const sorted = sortBy([...refused, ...results], 'itemIndex');
		return isOn('includeDetails', true) ? sorted : sorted.map(withoutDetails);
	},
};

const withoutDetails = (result: ItemResult): ItemResult => ({
	...result,
	json: omit(result.json, ['leavers', 'loses']),
});

/** Whom each item chooses, and the items of those that choose nobody. */
async function readForms(this: IExecuteFunctions) {
	const chosen = new Map<number, ChosenUser>();
	const refused: ItemResult[] = [];
	for (const itemIndex of this.getInputData().keys()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		try {
			chosen.set(itemIndex, chosenUser.call(this, itemIndex));
		} catch (caught) {
			refused.push(refusedItem.call(this, itemIndex, caught));
		}
	}
	return { chosen, refused };
}

/** The users who are chosen, by UUID; the items of those who are not to be found go to `refused`. */
async function leaversIn(
	this: IExecuteFunctions,
	users: IdentityUser[],
	chosen: ReadonlyMap<number, ChosenUser>,
	refused: ItemResult[],
): Promise<Map<string, Leaver>> {
	const wantedBy = (user: ChosenUser) => {
		const { kind, value } = keyOf(user);
		return { value, kinds: [kind] };
	};
	const holders = await holdersIn(this, users, distinct([...chosen.values()].map(wantedBy)));
	const leavers = new Map<string, Leaver>();
	for (const [itemIndex, one] of chosen) {
		const found = holders.get(nameOf(wantedBy(one))) ?? [];
		try {
			const user = onlyUser.call(this, one, itemIndex, Array.isArray(found) ? found : []);
			const known = leavers.get(user.id);
			if (known) known.itemIndexes.push(itemIndex);
			else leavers.set(user.id, { user, itemIndexes: [itemIndex] });
		} catch (caught) {
			const reason = Array.isArray(found) ? caught : found;
			refused.push(refusedItem.call(this, itemIndex, reason));
		}
	}
	return leavers;
}

function refusedItem(this: IExecuteFunctions, itemIndex: number, caught: unknown): ItemResult {
	const error = asNodeError.call(this, caught);
	return { itemIndex, json: refusedLeaver({ ...whoIs.call(this, itemIndex) }, error) };
}
