// The rule of the Travel extension.
import pick from 'lodash/pick.js';
import { isObject, type JsonObject } from '../../http/json.mts';
import { writtenBy } from '../../scim/patch.mts';
import { urn } from '../../scim/urns.mts';
import type { ExtensionChange } from './changes.mts';
import { invalidAttribute, invalidValue } from './outcome.mts';
import { employeeNumberOf, findReferenced, type Ruling, type Subject } from './rules.mts';

/** A rule class that the company has, by ID or by its exact name, and a manager who exists. */
export function ruleOnTravel({ simulator, change, after }: Subject): Ruling {
	const { ruleClasses } = simulator.settings.company;
	const sent = ruleClassSent(change, after);
	const found = ruleClasses.find(
		({ id, name }) =>
			(sent.id === undefined || sent.id === id) && (sent.name === undefined || sent.name === name),
	);
	const isKnown = found && (sent.id !== undefined || sent.name !== undefined);
	const person = findReferenced(simulator, after.manager);
	const isUnknownManager = isObject(after.manager) && !person;
	const managerPath = `${urn.travel}:manager`;
	return {
		value: {
			...after,
			ruleClass: found,
			...(person && { manager: { value: person.id, employeeNumber: employeeNumberOf(person) } }),
		},
		messages: [
			...(isKnown ? [] : [invalidAttribute(`${urn.travel}:ruleClass`, 'Value')]),
			...(isUnknownManager ? [invalidValue('Invalid User ID', managerPath)] : []),
		],
	};
}

/** A PATCH with a name alone has been merged with the stored ID, and the other way round: what was sent wins. */
function ruleClassSent(change: ExtensionChange, after: JsonObject): JsonObject {
	const ruleClass = isObject(after.ruleClass) ? after.ruleClass : {};
	if (change.type === 'replace') return ruleClass;
	const written = writtenBy(change.operations.filter(({ op }) => op !== 'remove'))
		.filter(({ names: [name] }) => name === 'ruleClass')
		.flatMap(({ names }) => names.slice(1));
	return written.length === 0 ? ruleClass : pick(ruleClass, written);
}
