-- A formula may be taken out of force; its versions and results stay.
alter table analytics.formula_publication drop constraint formula_publication_action_check;
alter table analytics.formula_publication
    add constraint formula_publication_action_check check (action in ('publish', 'rollback', 'retire'));
