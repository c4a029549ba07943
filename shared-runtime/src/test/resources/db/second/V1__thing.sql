create table second_things.thing (id int primary key);
